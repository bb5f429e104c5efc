/** A rule of the runtime beside the platform's. */
export interface RuntimeRule {
  readonly rule: string;
  /** `same`; `differs: …` with how; or `absent`. */
  readonly is: string;
  /** The test that shows it; none for what is absent. */
  readonly shown?: Shown;
}

/** Rules of one part of an exchange. */
export interface RuleGroup {
  readonly heading: string;
  readonly rules: readonly RuntimeRule[];
}

type Shown = readonly [file: string, title: string];

/** It is as on the platform. The title is that of a test, as it stands in the file. */
export function same(rule: string, ...shown: Shown): RuntimeRule {
  return { rule, is: "same", shown };
}

/** It is not as on the platform. */
export function differs(rule: string, how: string, ...shown: Shown): RuntimeRule {
  return { rule, is: `differs: ${how}`, shown };
}

/** The platform's documentation leaves it open. */
export function chosen(rule: string, how: string, ...shown: Shown): RuntimeRule {
  return differs(rule, `${how} (our choice)`, ...shown);
}

/** Only the platform has it. */
export function absent(rule: string): RuntimeRule {
  return { rule, is: "absent" };
}

/** The group as a table below its heading, with columns of even width. */
export function writeRules({ heading, rules }: RuleGroup): string {
  const rows = [["Rule", "As on the platform"], ...rules.map(({ rule, is }) => [rule, is])];
  const widths = [0, 1].map((column) =>
    Math.max(...rows.map((cells) => cells[column]?.length ?? 0)),
  );
  const line = (cells: readonly string[], fill: string) =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0, fill)).join(" | ")} |\n`;
  const [head, ...body] = rows.map((cells) => line(cells, " "));
  return `### ${heading}\n\n${head}${line(["", ""], "-")}${body.join("")}`;
}
