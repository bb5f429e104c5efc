/**
 * Does an error of the system or of a library have one of these codes, such as `ENOENT`? Errors of
 * Repartee are told apart with `isReparteeError`.
 */
export function hasErrorCode(error: unknown, ...codes: readonly string[]): boolean {
  const code = errorCodeOf(error);
  return code !== undefined && codes.includes(code);
}

/** The code of an error of the system or of a library; causes are not searched. */
export function errorCodeOf(error: unknown): string | undefined {
  // Not `instanceof Error`: test runners such as Jest run code in a realm that has its own `Error`.
  if (typeof error !== "object" || error === null || !("code" in error)) return undefined;
  return typeof error.code === "string" ? error.code : undefined;
}
