/**
 * Integer cents of an amount that Jobber gives as a float in currency units, half a cent away from zero.
 * (1.005 is 1.00499… in binary; fifteen digits bring the written value back.)
 * @public
 */
export function centsOf(units: number): number {
  const cents = Math.round(Number((Math.abs(units) * 100).toPrecision(15)));
  return cents === 0 ? 0 : cents * Math.sign(units);
}
