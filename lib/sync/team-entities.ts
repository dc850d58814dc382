import { z } from 'zod';
import { expenses, products, timeSheets, users } from '@/db/schema/read-model-team';
import {
  expenseLean,
  productLean,
  timeSheetLean,
  userLean,
} from '@/lib/jobber/documents/sync-team';
import {
  type Entity,
  moment,
  money,
  optionalBoolean,
  optionalMoment,
  optionalMoney,
  optionalNumber,
  optionalText,
  reference,
  text,
} from './entity';

const whole = { detail: null, mapDetail: null, sortedByClient: false } as const;

const user = z.object({
  id: z.string(),
  createdAt: optionalMoment,
  name: z.object({ full: text, first: optionalText, last: optionalText }),
  email: z.object({ raw: optionalText }).nullish(),
  phone: z.object({ friendly: optionalText }).nullish(),
  status: text,
  isAccountAdmin: z.boolean(),
  isAccountOwner: z.boolean(),
  availableForScheduling: optionalBoolean,
  assignedColor: optionalText,
  timezone: optionalText,
});

export const userEntity: Entity = {
  ...whole,
  kind: 'user',
  table: users,
  many: 'users',
  one: 'user',
  filterType: 'UsersFilterAttributes',
  sortType: '[UsersSortInput!]',
  lean: userLean,
  nested: [],
  isDated: false,
  mapLean: (node) => {
    const one = user.parse(node);
    return {
      id: one.id,
      updatedAt: null,
      values: {
        createdAt: one.createdAt,
        name: one.name.full,
        firstName: one.name.first,
        lastName: one.name.last,
        email: one.email?.raw ?? null,
        phone: one.phone?.friendly ?? null,
        status: one.status,
        isAdmin: one.isAccountAdmin,
        isOwner: one.isAccountOwner,
        availableForScheduling: one.availableForScheduling,
        color: one.assignedColor,
        timeZone: one.timezone,
      },
      children: [],
    };
  },
};

const timeSheet = z.object({
  id: z.string(),
  startAt: moment,
  endAt: optionalMoment,
  finalDuration: z.number(),
  ticking: z.boolean(),
  approved: z.boolean(),
  payable: optionalBoolean,
  timeSheetCategory: optionalText,
  label: optionalText,
  note: optionalText,
  labourRate: optionalMoney,
  createdAt: moment,
  updatedAt: moment,
  user: reference,
  client: reference,
  job: reference,
  visit: reference,
});

export const timeSheetEntity: Entity = {
  ...whole,
  kind: 'time_sheet',
  table: timeSheets,
  many: 'timeSheetEntries',
  one: 'timeSheetEntry',
  filterType: 'TimeSheetEntriesFilterAttributes',
  sortType: '[TimeSheetEntriesSortAttributes!]',
  lean: timeSheetLean,
  nested: [],
  isDated: true,
  mapLean: (node) => {
    const entry = timeSheet.parse(node);
    return {
      id: entry.id,
      updatedAt: entry.updatedAt,
      values: {
        createdAt: entry.createdAt,
        userId: entry.user,
        clientId: entry.client,
        jobId: entry.job,
        visitId: entry.visit,
        startAt: entry.startAt,
        endAt: entry.endAt,
        seconds: entry.finalDuration,
        isTicking: entry.ticking,
        isApproved: entry.approved,
        isPayable: entry.payable,
        category: entry.timeSheetCategory,
        label: entry.label,
        note: entry.note,
        labourRateCents: entry.labourRate,
      },
      children: [],
    };
  },
};

const expense = z.object({
  id: z.string(),
  title: text,
  description: optionalText,
  date: moment,
  total: optionalMoney,
  createdAt: moment,
  updatedAt: moment,
  linkedJob: reference,
  enteredBy: reference,
  paidBy: reference,
  reimbursableTo: reference,
});

export const expenseEntity: Entity = {
  ...whole,
  kind: 'expense',
  table: expenses,
  many: 'expenses',
  one: 'expense',
  filterType: 'ExpenseFilterAttributes',
  sortType: '[ExpensesSortInput!]',
  lean: expenseLean,
  nested: [],
  isDated: true,
  mapLean: (node) => {
    const one = expense.parse(node);
    return {
      id: one.id,
      updatedAt: one.updatedAt,
      values: {
        createdAt: one.createdAt,
        jobId: one.linkedJob,
        enteredById: one.enteredBy,
        paidById: one.paidBy,
        reimbursableToId: one.reimbursableTo,
        title: one.title,
        description: one.description,
        totalCents: one.total,
        spentAt: one.date,
      },
      children: [],
    };
  },
};

const product = z.object({
  id: z.string(),
  name: text,
  description: optionalText,
  category: text,
  defaultUnitCost: money,
  internalUnitCost: optionalMoney,
  taxable: optionalBoolean,
  visible: optionalBoolean,
  durationMinutes: optionalNumber,
});

export const productEntity: Entity = {
  ...whole,
  kind: 'product',
  table: products,
  many: 'products',
  one: 'product',
  filterType: 'ProductsFilterInput',
  sortType: null,
  lean: productLean,
  nested: [],
  isDated: false,
  mapLean: (node) => {
    const one = product.parse(node);
    return {
      id: one.id,
      updatedAt: null,
      values: {
        name: one.name,
        description: one.description,
        category: one.category,
        priceCents: one.defaultUnitCost,
        costCents: one.internalUnitCost,
        isTaxable: one.taxable,
        isVisible: one.visible,
        durationMinutes: one.durationMinutes,
      },
      children: [],
    };
  },
};
