import { readId } from './asking';

/** The concrete type of a record where the schema has a union or an interface. */
export function typeNameOf(value: unknown, _: unknown, info: { returnType: unknown }): string {
  const record = value as { [field: string]: unknown };
  if (typeof record.__typename === 'string') return record.__typename;
  if (typeof record.noteKind === 'string') return `${record.noteKind}File`;
  if (typeof record.valueType === 'string')
    return `CustomFieldConfiguration${kind(record.valueType)}`;
  if (isCustomField(record)) return `CustomField${kind(record.value.type)}`;
  if (typeof record.paymentType === 'string' && String(info.returnType).includes('Interface'))
    return paymentTypes[record.paymentType] ?? 'OtherPaymentRecord';
  return readId(record.id)?.type ?? 'Unknown';
}

const kinds: { [type: string]: string } = {
  TEXT: 'Text',
  NUMERIC: 'Numeric',
  TRUE_FALSE: 'TrueFalse',
  DROPDOWN: 'Dropdown',
  LINK: 'Link',
  AREA: 'Area',
};

function kind(type: string): string {
  return kinds[type] ?? 'Text';
}

function isCustomField(record: object): record is { value: { type: string } } {
  return 'configurationId' in record && 'value' in record;
}

const paymentTypes: { [type: string]: string } = {
  CASH: 'CashPaymentRecord',
  CHEQUE: 'CheckPaymentRecord',
  CREDIT_CARD: 'CreditCardPaymentRecord',
  BANK_TRANSFER: 'BankTransferPaymentRecord',
  MONEY_ORDER: 'MoneyOrderPaymentRecord',
  ZELLE: 'ZellePaymentRecord',
  CASH_APP: 'CashAppPaymentRecord',
  PAYPAL: 'PaypalPaymentRecord',
  VENMO: 'VenmoPaymentRecord',
  E_TRANSFER: 'ETransferPaymentRecord',
  ACH_BANK_PAYMENT: 'AchBankPaymentPaymentRecord',
  JOBBER_PAYMENTS: 'JobberPaymentsCreditCardPaymentRecord',
  EPAYMENT: 'EPaymentPaymentRecord',
};
