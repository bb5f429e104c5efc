import type { ExchangeView, MessageView, PhoneMessage } from "../../src/api/api-types.ts";

/** One line of a conversation. */
export type TimelineItem =
  | { readonly kind: "day"; readonly key: string; readonly date: string }
  | {
      readonly kind: "message";
      readonly key: string;
      readonly message: PhoneMessage;
      /** First and last of the messages that belong together. */
      readonly first: boolean;
      readonly last: boolean;
    }
  | { readonly kind: "trouble"; readonly key: string; readonly trouble: Trouble }
  | { readonly kind: "silence"; readonly key: string; readonly exchangeSid: string };

/** What went wrong about a message, for its sender's eyes. */
export interface Trouble {
  readonly exchangeSid: string;
  readonly level: "error" | "warning";
  readonly title: string;
  readonly code: number;
  readonly sentence: string;
  readonly advice: string;
}

/** Messages further apart than this do not belong together. */
const GROUP_MS = 3 * 60_000;

/** The conversation of a handset with one number, with the days and what went wrong in between. */
export function timeline(
  messages: readonly PhoneMessage[],
  exchanges: readonly ExchangeView[],
): readonly TimelineItem[] {
  const byMessage = new Map(exchanges.map((exchange) => [exchange.message_sid, exchange]));
  const items: TimelineItem[] = [];
  for (const [index, message] of messages.entries()) {
    const before = messages[index - 1];
    if (!before || !isSameDay(before.date, message.date)) {
      items.push({ kind: "day", key: `day-${message.date}`, date: message.date });
    }
    const exchange = byMessage.get(message.sid);
    const after = exchange && message.direction === "sent" ? outcome(exchange) : [];
    items.push({
      kind: "message",
      key: message.sid,
      message,
      first: !before || !belongTogether(before, message) || items.at(-1)?.kind !== "message",
      last: after.length > 0 || !belongTogether(message, messages[index + 1]),
    });
    items.push(...after);
  }
  return items;
}

function outcome(exchange: ExchangeView): readonly TimelineItem[] {
  const troubles = troublesOf(exchange);
  if (troubles.length > 0) {
    return troubles.map((trouble, index) => ({
      kind: "trouble",
      key: `${exchange.sid}-${index}`,
      trouble,
    }));
  }
  const silent = exchange.finished_at !== null && exchange.messages.length === 1;
  return silent
    ? [{ kind: "silence", key: `${exchange.sid}-silence`, exchangeSid: exchange.sid }]
    : [];
}

/** What went wrong in an exchange: the same code only once, errors first. */
export function troublesOf(exchange: ExchangeView): readonly Trouble[] {
  const { sid: exchangeSid, requests } = exchange;
  const answered = requests.some(({ response }) => response !== null);
  const notices = exchange.notices.map(
    (notice): Trouble => ({
      exchangeSid,
      level: notice.level,
      title: noticeTitle(notice.level, answered),
      code: notice.code,
      sentence: notice.sentence,
      advice: notice.advice,
    }),
  );
  const lost = exchange.messages.flatMap((message) => lostMessage(exchangeSid, message));
  const all = [...notices, ...lost];
  return [...new Map(all.toReversed().map((trouble) => [trouble.code, trouble])).values()]
    .toReversed()
    .toSorted((a, b) => rank(a) - rank(b));
}

function noticeTitle(level: "error" | "warning", answered: boolean): string {
  if (level === "warning") return "The answer has a flaw";
  return answered ? "The app's answer did not work" : "The app did not answer";
}

function lostMessage(exchangeSid: string, { direction, status, error }: MessageView): Trouble[] {
  if (direction === "inbound" || (status !== "failed" && status !== "undelivered")) return [];
  return [
    {
      exchangeSid,
      level: "error",
      title: status === "failed" ? "A reply could not be sent" : "A reply was not delivered",
      code: error?.code ?? 30008,
      sentence: error ? `${error.title}.` : "",
      advice: error?.advice ?? "",
    },
  ];
}

function rank({ level }: Trouble): number {
  return level === "error" ? 0 : 1;
}

function belongTogether(a: PhoneMessage, b: PhoneMessage | undefined): boolean {
  return (
    b !== undefined &&
    a.direction === b.direction &&
    Date.parse(b.date) - Date.parse(a.date) < GROUP_MS
  );
}

function isSameDay(a: string, b: string): boolean {
  return new Date(a).toDateString() === new Date(b).toDateString();
}

// A reply that is not there after this is not coming any more: nothing moves it.
const ON_ITS_WAY_MS = 10 * 60_000;

/** What the other end is doing: the app answers, or a reply is on its way; `undefined`: nothing. */
export function activity(
  handset: string,
  peer: string,
  exchanges: readonly ExchangeView[],
): { readonly text: string; readonly exchangeSid: string } | undefined {
  for (const { sid: exchangeSid, kind, from, to, finished_at, messages } of exchanges) {
    if (kind === "reply" && from === handset && to === peer && finished_at === null) {
      return { text: "The app is answering", exchangeSid };
    }
    const moving = messages.find(
      (message) => message.to === handset && message.from === peer && isMoving(message),
    );
    if (moving) return { text: `On its way: ${moving.status}`, exchangeSid };
  }
  return undefined;
}

function isMoving({ direction, status, date_created }: MessageView): boolean {
  return (
    direction !== "inbound" &&
    ["accepted", "queued", "sending", "sent"].includes(status) &&
    Date.now() - Date.parse(date_created) < ON_ITS_WAY_MS
  );
}
