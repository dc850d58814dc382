import { z } from 'zod';
import { customFieldValues } from '@/db/schema/read-model-clients';
import { type Children, text } from './entity';

const area = z.object({ length: z.number(), width: z.number() });
const link = z.object({ text: z.string().nullish(), url: z.string().nullish() });

/** Jobber's union of custom field values; each member has its own name for the value. */
export const customFields = z
  .array(
    z.object({
      label: text,
      valueText: text.nullish(),
      valueNumeric: z.number().nullish(),
      valueTrueFalse: z.boolean().nullish(),
      valueDropdown: text.nullish(),
      valueLink: link.nullish(),
      valueArea: area.nullish(),
      unit: z.string().nullish(),
    }),
  )
  .nullish();

export function customFieldChildren(
  ownerKind: string,
  ownerId: string,
  fields: z.output<typeof customFields>,
): Children {
  const rows = (fields ?? []).map((field, position) => ({
    ownerKind,
    ownerId,
    position,
    label: field.label,
    ...fieldValue(field),
  }));
  return { table: customFieldValues, owner: (id) => ({ ownerKind, ownerId: id }), rows };
}

type Field = NonNullable<z.output<typeof customFields>>[number];

function fieldValue(field: Field): { type: string; value: string; valueNumber: number | null } {
  if (typeof field.valueNumeric === 'number')
    return { type: 'number', value: String(field.valueNumeric), valueNumber: field.valueNumeric };
  if (typeof field.valueTrueFalse === 'boolean')
    return { type: 'boolean', value: String(field.valueTrueFalse), valueNumber: null };
  if (field.valueArea) {
    const { length, width } = field.valueArea;
    return { type: 'area', value: `${length} × ${width}`, valueNumber: length * width };
  }
  if (field.valueLink)
    return {
      type: 'link',
      value: field.valueLink.url ?? field.valueLink.text ?? '',
      valueNumber: null,
    };
  if (typeof field.valueDropdown === 'string')
    return { type: 'dropdown', value: field.valueDropdown, valueNumber: null };
  return { type: 'text', value: field.valueText ?? '', valueNumber: null };
}
