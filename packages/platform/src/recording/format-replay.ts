import type { ComparedLine } from "./compare-exchanges.ts";
import type { ReplayResult, ReplayStep } from "./replay-recording.ts";

const marks: Readonly<Record<ComparedLine["in"], string>> = {
  both: "  ",
  recorded: "- ",
  now: "+ ",
};

/** Tells what differs: `-` is what the recording has, `+` is what happened now. */
export function formatReplay({ steps }: ReplayResult): string {
  const differing = steps.filter(({ isSame }) => !isSame).length;
  const total = `${steps.length} ${steps.length === 1 ? "exchange" : "exchanges"}`;
  return [
    ...steps.flatMap((step, index) => [title(step, index), ...(step.isSame ? [] : compared(step))]),
    differing === 0
      ? `${total}, all as recorded.`
      : `${total}, ${differing} of them not as recorded.`,
  ].join("\n");
}

function title({ recorded, now, isSame }: ReplayStep, index: number): string {
  const exchange = now ?? recorded;
  const { from = "", to = "", body = "", media = [], kind = "reply" } = exchange ?? {};
  const what = `${index + 1}. ${kind === "api" ? "API: " : ""}${from} to ${to}: ${JSON.stringify(body)}`;
  const how = isSame ? "same" : !recorded ? "new" : !now ? "missing" : "differs";
  return `${what}${media.length === 0 ? "" : `, ${media.length} media`}: ${how}`;
}

function compared({ lines }: ReplayStep): readonly string[] {
  return lines.map((line) => `   ${marks[line.in]}${line.text}`);
}
