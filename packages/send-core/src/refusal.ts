/** A request that was refused, with its documented code. */
export interface Refusal {
  readonly ok: false;
  readonly code: number;
  /** What was expected and what came. */
  readonly sentence: string;
}

/** Refuses with a documented code. */
export function refusal(code: number, sentence: string): Refusal {
  return { ok: false, code, sentence };
}
