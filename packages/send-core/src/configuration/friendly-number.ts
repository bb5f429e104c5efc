/**
 * The name of a number that was given none: in North America its national format, such as
 * `(415) 555-0150`, elsewhere the address itself.
 */
export function friendlyNumber(address: string): string {
  const [, area, exchange, line] = /^\+1(\d{3})(\d{3})(\d{4})$/.exec(address) ?? [];
  return area === undefined ? address : `(${area}) ${exchange}-${line}`;
}
