// The GSM 03.38 default alphabet in the order of its codes, without ESC.
const basic =
  "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?" +
  "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";
// The extension table: each costs an escape and a code.
const extended = "\f^{}\\[~]|€";

const septets: ReadonlyMap<string, number> = new Map([
  ...[...basic].map((character): [string, number] => [character, 1]),
  ...[...extended].map((character): [string, number] => [character, 2]),
]);

/** Septets that a character takes in GSM-7: 1, 2, or `undefined` when it is not in the alphabet. */
export function gsmSeptets(character: string): number | undefined {
  return septets.get(character);
}
