import { graphql } from '@/lib/jobber/graphql';

/** @public */
export const userLean = graphql(`
  fragment UserLean on User {
    id
    createdAt
    name { full first last }
    email { raw }
    phone { friendly }
    status
    isAccountAdmin
    isAccountOwner
    availableForScheduling
    assignedColor
    timezone
  }
`);

/** @public */
export const timeSheetLean = graphql(`
  fragment TimeSheetLean on TimeSheetEntry {
    id
    startAt
    endAt
    finalDuration
    ticking
    approved
    payable
    timeSheetCategory
    label
    note
    labourRate
    createdAt
    updatedAt
    user { id }
    client { id }
    job { id }
    visit { id }
  }
`);

/** @public */
export const expenseLean = graphql(`
  fragment ExpenseLean on Expense {
    id
    title
    description
    date
    total
    createdAt
    updatedAt
    linkedJob { id }
    enteredBy { id }
    paidBy { id }
    reimbursableTo { id }
  }
`);

/** @public */
export const productLean = graphql(`
  fragment ProductLean on ProductOrService {
    id
    name
    description
    category
    defaultUnitCost
    internalUnitCost
    taxable
    visible
    durationMinutes
  }
`);
