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
