/** The scope that shows a type to an app; types that are not listed need none (facts 1.7). */
export function scopeOfType(type: string): string | null {
  for (const [pattern, scope] of readScopes) if (pattern.test(type)) return scope;
  return null;
}

/** The scope that a mutation needs, by the thing that it changes. */
export function scopeOfMutation(name: string): string | null {
  for (const [pattern, scope] of writeScopes) if (pattern.test(name)) return scope;
  return null;
}

const readScopes: readonly [RegExp, string][] = [
  [/^(Client|ClientMeta|Email|ClientPhoneNumber|ContactModel|Property|Tag)$/, 'read_clients'],
  [/^Request$/, 'read_requests'],
  [/^(Assessment|Task|Event|Visit|ScheduledItemInterface)$/, 'read_scheduled_items'],
  [/^Quote$/, 'read_quotes'],
  [/^Job$/, 'read_jobs'],
  [/^Invoice$/, 'read_invoices'],
  [/(PaymentRecord|PaymentRecordInterface|^PayoutRecord)$/, 'read_jobber_payments'],
  [/^User$/, 'read_users'],
  [/^Expense$/, 'read_expenses'],
  [/^(TimeSheetEntry|TimeSheetEntryGroup|TimeSheetUserDay)$/, 'read_time_sheets'],
  [/^CustomFieldConfiguration(Interface)?$/, 'read_custom_field_configurations'],
  [/^Vehicle$/, 'read_equipment'],
];

const writeScopes: readonly [RegExp, string][] = [
  [/^(client|property)/, 'write_clients'],
  [/^request/, 'write_requests'],
  [/^quote/, 'write_quotes'],
  [/^job/, 'write_jobs'],
  [/^(visit|task|appointment|assessment|event)/, 'write_scheduled_items'],
  [/^invoice/, 'write_invoices'],
  [/^expense/, 'write_expenses'],
  [/^user/, 'write_users'],
];
