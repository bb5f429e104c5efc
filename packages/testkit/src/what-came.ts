import { codeEntry } from "@repartee/protocol";
import type { Exchange } from "@repartee/runtime";
import type { Message } from "@repartee/send-core";
import type { Matching, ReceivedMessage } from "./phone.ts";
import type { Traffic } from "./traffic.ts";

/** A wait that was in vain. */
export interface WaitedFor {
  readonly number: string;
  readonly matching: Matching | undefined;
  /** Milliseconds. */
  readonly timeout: number;
  readonly arrived: readonly ReceivedMessage[];
  /** SIDs of messages that were given out before. */
  readonly given: ReadonlySet<string>;
  readonly traffic: Traffic;
}

const MAX_SHOWN = 300;

/**
 * Tells why a phone has not received what was expected, for the one who reads the failed test.
 *
 * @param outcome what it received. Default: no such message.
 */
export function whatCame(
  { number, matching, timeout, arrived, given, traffic }: WaitedFor,
  outcome = `no message${wanted(matching)}`,
): string {
  const underWay = traffic.underWay().filter(({ to }) => to === number);
  const exchanges = traffic.exchanges(number);
  return [
    `${number} received ${outcome} within ${timeout} ms.`,
    ...section(
      "It received:",
      arrived.map((message) => received(message, given)),
    ),
    ...section("On the way to it:", underWay.map(waiting)),
    ...section("What was asked and answered:", exchanges.flatMap(asked)),
    ...(exchanges.length === 0 ? ["", "Nothing was sent from it or to it."] : []),
  ].join("\n");
}

function wanted(matching: Matching | undefined): string {
  if (matching === undefined) return "";
  if (typeof matching === "string") return ` with ${quoted(matching)} in it`;
  if (typeof matching === "function") return " that passes the test";
  return ` that matches ${matching}`;
}

function section(title: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : ["", title, ...lines.map((line) => `  ${line}`)];
}

function received({ sid, from, body, media }: ReceivedMessage, given: ReadonlySet<string>): string {
  const types = media.map(({ contentType }) => contentType).join(", ");
  const before = given.has(sid) ? " (given out before)" : "";
  return `${quoted(body)} from ${from}${types === "" ? "" : `, with ${types}`}${before}`;
}

function waiting({ body, status, numMedia }: Message): string {
  const media = numMedia === 0 ? "" : `, with ${numMedia} media`;
  return `${quoted(body)}${media}: ${status}`;
}

function asked(exchange: Exchange): readonly string[] {
  const { kind, body, numMedia, requests, verbs, notices, finishedAt } = exchange;
  const media = numMedia === 0 ? "" : `, with ${numMedia} media`;
  const what = { reply: "about", api: "through the API for", refused: "never, of the refused" };
  return [
    `${what[kind]} ${quoted(body)}${media}${finishedAt === null ? ", and has not answered yet" : ""}`,
    ...requests.map(({ method, url, response }) => {
      if (response === null) return `  ${method} ${url}: no answer`;
      const isShown = kind === "reply" || response.status >= 400;
      return `  ${method} ${url}: ${response.status}${isShown ? ` ${quoted(response.body)}` : ""}`;
    }),
    ...verbs.map((verb) => `  <${verb.kind}> ${verb.outcome}: ${verb.sentence}`),
    ...notices.map(({ code, sentence, advice }) => {
      const title = codeEntry(code)?.title;
      return `  ${code}${title === undefined ? "" : ` ${title}`}: ${sentence} ${advice}`;
    }),
  ];
}

function quoted(text: string): string {
  const line = text.replace(/\s+/g, " ").trim();
  return JSON.stringify(line.length > MAX_SHOWN ? `${line.slice(0, MAX_SHOWN)}…` : line);
}
