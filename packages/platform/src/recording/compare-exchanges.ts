import { diffArrays } from "diff";
import { exchangeLines } from "./exchange-lines.ts";
import type { RecordedExchange } from "./recorded-exchange.ts";

/** A line of a comparison. */
export interface ComparedLine {
  /** `recorded`: only in the recording; `now`: only in what happened this time. */
  readonly in: "both" | "recorded" | "now";
  readonly text: string;
}

/** Compares two exchanges, line by line; one that is `undefined` did not happen. */
export function compareExchanges(
  recorded: RecordedExchange | undefined,
  now: RecordedExchange | undefined,
): readonly ComparedLine[] {
  const before = recorded === undefined ? [] : exchangeLines(recorded);
  const after = now === undefined ? [] : exchangeLines(now);
  return diffArrays([...before], [...after]).flatMap(({ added, removed, value }) =>
    value.map((text) => ({ in: added ? "now" : removed ? "recorded" : "both", text })),
  );
}
