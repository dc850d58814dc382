/** What makes one business different from another: where it works, what it sells, what people write. Prices in cents. */
export interface Trade {
  name: string;
  slug: string;
  industry: string;
  timezone: string;
  phone: string;
  areaCodes: readonly string[];
  province: string;
  towns: readonly Town[];
  taxName: string;
  taxPercent: number;
  hourlyRates: readonly number[];
  services: readonly Service[];
  recurring: readonly RecurringService[];
  addOns: readonly Product[];
  staff: readonly Person[];
  tags: readonly string[];
  requestTitles: readonly string[];
  clientNotes: readonly string[];
  jobNotes: readonly string[];
  expenses: readonly (readonly [title: string, low: number, high: number])[];
  instructions: readonly string[];
  tipChance: number;
  /** How busy each month is, January first, 1 = the busiest. */
  season: readonly number[];
}

export interface Town {
  city: string;
  postalCode: string;
  latitude: number;
  longitude: number;
}

/** `months` are those in which it is sold (1–12); none = all year. `weight` is how often. */
export interface Service {
  name: string;
  description: string;
  low: number;
  high: number;
  /** Share of the price that it costs in material. */
  material: number;
  minutes: number;
  weight: number;
  months?: readonly number[];
  needsQuote?: boolean;
}

export interface RecurringService extends Service {
  everyDays: number;
  friendly: string;
  /** Billed by the month at one price instead of by visit. */
  isMonthlyPrice?: boolean;
}

export interface Product {
  name: string;
  description: string;
  price: number;
  cost: number;
  maxQuantity: number;
}

export interface Person {
  first: string;
  last: string;
  role: 'owner' | 'admin' | 'worker' | 'former';
}
