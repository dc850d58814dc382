import { clientEntity, propertyEntity } from './client-entities';
import type { Entity, Kind } from './entity';
import { invoiceEntity, paymentEntity } from './money-entities';
import { quoteEntity, requestEntity } from './offer-entities';
import { expenseEntity, productEntity, timeSheetEntity, userEntity } from './team-entities';
import { jobEntity, visitEntity } from './work-entities';

/** Every kind of record with how it is asked for and kept. */
export const entities: Readonly<Record<Kind, Entity>> = {
  client: clientEntity,
  property: propertyEntity,
  request: requestEntity,
  quote: quoteEntity,
  job: jobEntity,
  visit: visitEntity,
  invoice: invoiceEntity,
  payment: paymentEntity,
  user: userEntity,
  time_sheet: timeSheetEntity,
  expense: expenseEntity,
  product: productEntity,
};
