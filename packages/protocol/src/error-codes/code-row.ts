/** How bad a documented code is: an error stops the step, a warning only what it names. */
export type ErrorLevel = "error" | "warning";

/** Rows of a table of documented codes. */
export type CodeRows = Readonly<
  Record<number, readonly [level: ErrorLevel, title: string, advice: string]>
>;

export const E = "error";
export const W = "warning";
