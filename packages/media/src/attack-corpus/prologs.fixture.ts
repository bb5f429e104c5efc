/** Text that makes a pattern with repeats inside repeats try every way of dividing it. */
export interface PrologAttack {
  readonly what: string;
  /** The text with its repeats. */
  readonly make: (repeats: number) => string;
}

export const prologAttacks: readonly PrologAttack[] = [
  { what: "empty comments, then a letter", make: (n) => `${"<!---->".repeat(n)}x` },
  { what: "empty comments with spaces", make: (n) => `${"<!----> ".repeat(n)}<x` },
  { what: "a declaration and comments", make: (n) => `<?xml?>${"<!--x-->\n".repeat(n)}` },
  { what: "comments that never end", make: (n) => "<!--".repeat(n) },
  { what: "comments with two ends", make: (n) => `${"<!---->-->".repeat(n)}x` },
  { what: "hyphens", make: (n) => `<!--${"-".repeat(n)}` },
  { what: "ends with an exclamation mark", make: (n) => `${"<!----!>".repeat(n)}x` },
  { what: "spaces", make: (n) => `${" \t\r\n".repeat(n)}x` },
  { what: "declarations", make: (n) => "<?xml ?>".repeat(n) },
  { what: "declarations that never end", make: (n) => `<?xml ${"<?".repeat(n)}` },
  { what: "instructions of a page", make: (n) => `${"<?>".repeat(n)}<` },
  { what: "document types", make: (n) => "<!DOCTYPE ".repeat(n) },
  { what: "one long name", make: (n) => `<${"svg:".repeat(n)}` },
  { what: "a document type and spaces", make: (n) => `<!DOCTYPE${" ".repeat(n)}` },
  { what: "braces", make: (n) => "{\\rt".repeat(n) },
  { what: "beginnings of cards", make: (n) => "BEGIN:VCAR".repeat(n) },
];
