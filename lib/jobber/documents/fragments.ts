import { graphql } from '@/lib/jobber/graphql';

// The members of the union share no field type, so each value has its own name.
export const customFieldParts = graphql(`
  fragment CustomFieldParts on CustomFieldUnion {
    ... on CustomFieldText { label valueText }
    ... on CustomFieldNumeric { label valueNumeric unit }
    ... on CustomFieldTrueFalse { label valueTrueFalse }
    ... on CustomFieldDropdown { label valueDropdown }
    ... on CustomFieldLink { label valueLink { text url } }
    ... on CustomFieldArea { label valueArea { length width } unit }
  }
`);

export const noteParts = graphql(`
  fragment NoteParts on NoteInterface {
    id
    message
    pinned
    createdAt
    createdBy {
      ... on User { name { full } }
      ... on Client { clientName: name }
      ... on Application { appName: name }
    }
  }
`);

export const propertyParts = graphql(`
  fragment PropertyParts on Property {
    id
    name
    address { street1 street2 city province postalCode country }
  }
`);
