import { z } from "zod";
import { quote } from "./fields.ts";
import { likeOneOf } from "./likely-meant.ts";

/** Says what is wrong with a value: `expected …, got …`. A line for each key that nobody knows. */
export const sayIssue: z.core.$ZodErrorMap = (issue) => {
  if (issue.code === "unrecognized_keys") {
    const known = issue.inst instanceof z.ZodObject ? Object.keys(issue.inst.shape) : [];
    return issue.keys.map((key) => unknownKey(key, known)).join("\n");
  }
  if (issue.code === "invalid_key") return issue.issues[0]?.message;
  return `expected ${wanted(issue)}, got ${quote(issue.input)}${hint(issue)}`;
};

function unknownKey(key: string, known: readonly string[]): string {
  const likely = likeOneOf(key, known);
  const wanted = likely === "" ? `one of ${known.join(", ")}` : "a known key";
  return `expected ${wanted}, got ${quote(key)}${likely}`;
}

const names: Readonly<Record<string, string>> = {
  array: "a list",
  boolean: "true or false",
  int: "a whole number",
  number: "a number",
  object: "keys with values",
  record: "keys with values",
  string: "a text",
};

function wanted(issue: z.core.$ZodRawIssue): string {
  switch (issue.code) {
    case "invalid_type":
      return names[issue.expected] ?? issue.expected;
    case "invalid_value":
      return issue.values.join(" or ");
    case "too_small":
      return limited(issue.origin, Number(issue.minimum), issue.inclusive ? "from" : "above");
    case "too_big":
      return limited(issue.origin, Number(issue.maximum), issue.inclusive ? "up to" : "below");
    default:
      return "something else";
  }
}

function limited(origin: string, limit: number, side: string): string {
  const bound = side === "from" ? "at least" : side === "up to" ? "at most" : side;
  if (origin === "string") return `a text of ${bound} ${limit} characters`;
  if (origin === "array") return `a list of ${bound} ${limit}`;
  return `a number ${side} ${limit}`;
}

function hint(issue: z.core.$ZodRawIssue): string {
  if (issue.code === "invalid_type" && issue.expected === "string") {
    return typeof issue.input === "number" ? "; put it into quotes" : "";
  }
  if (issue.code !== "invalid_value" || typeof issue.input !== "string") return "";
  return likeOneOf(issue.input, issue.values.map(String));
}
