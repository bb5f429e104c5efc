/** An address as logs and traces may show it: the last four digits of a number, other senders whole. */
export function masked(address: string | null): string | undefined {
  if (address === null) return undefined;
  return address.startsWith("+") ? `…${address.slice(-4)}` : address;
}
