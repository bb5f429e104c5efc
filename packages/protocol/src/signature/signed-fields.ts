import type { FormPairs } from "../form.ts";

/**
 * The fields as they are signed: each name and value, sorted by name, without separators. A
 * repeated name stands before each of its values; the same value counts once.
 */
export function signedFields(params: FormPairs): string {
  const order = orderOf(params);
  let text = "";
  let before: FormPairs[number] | undefined;
  for (const index of order) {
    const field = params[index];
    if (field === undefined) continue;
    if (before === undefined || before[0] !== field[0] || before[1] !== field[1])
      text += field[0] + field[1];
    before = field;
  }
  return text;
}

interface KnownOrder {
  readonly names: readonly string[];
  readonly order: readonly number[];
}

// The platform sends the parameters of one kind of message in one order, so the order worked out
// for the last form of this length mostly fits: sorting would take a third of a verification.
const MAX_LENGTH = 64;
const knownOrders: (KnownOrder | undefined)[] = [];

function orderOf(params: FormPairs): readonly number[] {
  const known = knownOrders[params.length];
  if (known !== undefined && hasNames(params, known.names)) return known.order;

  const order = params.map((_, index) => index);
  order.sort((a, b) => byNameThenValue(params[a], params[b]));
  const names = params.map(([name]) => name);
  // Repeated names are in the order of their values, which the next form need not share.
  if (params.length <= MAX_LENGTH && new Set(names).size === names.length)
    knownOrders[params.length] = { names, order };
  return order;
}

function hasNames(params: FormPairs, names: readonly string[]): boolean {
  for (let index = 0; index < names.length; index++)
    if (params[index]?.[0] !== names[index]) return false;
  return true;
}

// By code unit (B < _ < b), as the documentation's "case-sensitive" order has it.
function byNameThenValue(a: FormPairs[number] = ["", ""], b: FormPairs[number] = ["", ""]): number {
  if (a[0] !== b[0]) return a[0] < b[0] ? -1 : 1;
  return a[1] < b[1] ? -1 : a[1] > b[1] ? 1 : 0;
}
