import { z } from 'zod';
import { lineItems } from '@/db/schema/read-model-money';
import {
  type Children,
  money,
  optionalBoolean,
  optionalMoment,
  optionalMoney,
  optionalText,
  reference,
  text,
} from './entity';

const line = z.object({
  id: z.string(),
  name: text,
  description: optionalText,
  category: optionalText,
  quantity: z.number(),
  unitPrice: money,
  totalPrice: money,
  unitCost: optionalMoney,
  totalCost: optionalMoney,
  taxable: optionalBoolean,
  optional: optionalBoolean,
  textOnly: optionalBoolean,
  date: optionalMoment,
  linkedProductOrService: reference,
  jobLineItem: reference,
});

/** Line items of any document, as they come with it. */
export const lines = z
  .object({ nodes: z.array(line) })
  .nullish()
  .transform((list) => list?.nodes ?? []);

export function lineItemChildren(
  ownerKind: string,
  ownerId: string,
  items: z.output<typeof lines>,
): Children {
  const rows = items.map((item, position) => ({
    ownerKind,
    ownerId,
    id: item.id,
    position,
    name: item.name,
    description: item.description,
    category: item.category,
    quantity: item.quantity,
    unitPriceCents: item.unitPrice,
    totalCents: item.totalPrice,
    unitCostCents: item.unitCost,
    totalCostCents: item.totalCost,
    isTaxable: item.taxable,
    isOptional: item.optional,
    isTextOnly: item.textOnly,
    productId: item.linkedProductOrService,
    jobLineItemId: item.jobLineItem,
    servedAt: item.date,
  }));
  return { table: lineItems, owner: (id) => ({ ownerKind, ownerId: id }), rows };
}
