import type { Platform } from "@repartee/platform";
import { isE164, ReparteeError } from "@repartee/protocol";
import type { Exchange } from "@repartee/runtime";
import type { MediaContent, Message } from "@repartee/send-core";
import { type MediaFile, readMediaFile } from "./media-file.ts";
import type { Traffic } from "./traffic.ts";
import { whatCame } from "./what-came.ts";

/** What a phone sends. */
export interface PhoneSends {
  readonly body?: string | undefined;
  readonly media?: readonly MediaFile[] | undefined;
  /** Default: the first of the account's numbers. */
  readonly to?: string | undefined;
  /** The others that it goes to, in E.164 form: a group message. Default: nobody. */
  readonly otherRecipients?: readonly string[] | undefined;
}

/** What a phone has sent. */
export interface SentMessage {
  readonly sid: string;
  /** Resolves once the app has been asked and its answer was run: requests, verbs, what went wrong. */
  exchange(): Promise<Exchange>;
}

/** A message on a phone, with its media. */
export interface ReceivedMessage {
  readonly sid: string;
  readonly from: string;
  readonly to: string;
  readonly body: string;
  readonly media: readonly MediaContent[];
}

/** Which message is meant: one whose body has the text in it or matches, or which passes the test. */
export type Matching = string | RegExp | ((message: ReceivedMessage) => boolean);

/** What to wait for. */
export interface PhoneReceives {
  /** Default: any message. */
  readonly matching?: Matching | undefined;
  /** Milliseconds. Default: that of the platform. */
  readonly timeout?: number | undefined;
}

/** A handset of the simulated network. */
export interface Phone {
  readonly number: string;
  /**
   * Sends a message. Resolves once the platform has it; the app is asked after that.
   *
   * @throws ReparteeError with the platform's code when the message is refused, such as 21623 for an
   * eleventh picture.
   */
  sends(message: string | PhoneSends): Promise<SentMessage>;
  /**
   * Resolves with the first message that fits and that was not given out before, now or once it arrives.
   *
   * @throws ReparteeError `message_missing` when none does in time; it tells what came in its place,
   * what is on its way and what went wrong with the app.
   */
  receives(wanted?: PhoneReceives): Promise<ReceivedMessage>;
  /**
   * Resolves once the app has been asked about all that was sent, and its answers have brought this phone
   * nothing that was not given out before. What an app sends later of its own accord is not waited for.
   *
   * @throws ReparteeError `message_unexpected` when something has come; `message_missing` when it is not
   * over in time.
   */
  receivesNothing(wanted?: Pick<PhoneReceives, "timeout">): Promise<void>;
  /** All that has arrived so far, in its order. */
  messages(): Promise<readonly ReceivedMessage[]>;
  /** Switches it off: what is sent to it from now on ends as undelivered, with 30003. */
  switchOff(): void;
  switchOn(): void;
}

export interface PhoneParts {
  readonly platform: Platform;
  readonly traffic: Traffic;
  /** Where messages go unless they say otherwise. */
  readonly first: string;
  /** Milliseconds. */
  readonly timeout: number;
}

/** Makes the handset with this number. */
export function createPhone(number: string, parts: PhoneParts): Phone {
  const { platform, traffic, first } = parts;
  if (!isE164(number)) {
    const sentence = `A phone has a number in E.164 form, such as +14155550100, got "${number}".`;
    throw new ReparteeError("options_invalid", sentence);
  }
  const read = createReader(platform);
  const given = new Set<string>();

  return {
    number,
    async sends(message) {
      const {
        body = "",
        media = [],
        to = first,
        otherRecipients,
      } = typeof message === "string" ? { body: message } : message;
      const files = await Promise.all(media.map(readMediaFile));
      const received = await platform.runtime.receive({
        from: number,
        to,
        body,
        media: files,
        otherRecipients,
      });
      if (!received.ok) throw new ReparteeError(received.code, received.sentence);
      const { exchangeSid } = received;
      return {
        sid: received.message.sid,
        exchange: () => platform.runtime.finished(exchangeSid),
      };
    },
    async receives({ matching, timeout = parts.timeout } = {}) {
      const fits = toTest(matching);
      const arrived: ReceivedMessage[] = [];
      const end = performance.now() + timeout;
      for (;;) {
        const news = await traffic.until(
          () => {
            const unread = traffic.arrived(number).slice(arrived.length);
            return unread.length > 0 ? unread : undefined;
          },
          Math.max(0, end - performance.now()),
        );
        if (news === undefined) break;
        for (const message of news) arrived.push(await read(message));
        const found = arrived.find((message) => !given.has(message.sid) && fits(message));
        if (!found) continue;
        given.add(found.sid);
        return found;
      }
      throw new ReparteeError(
        "message_missing",
        whatCame({ number, matching, timeout, arrived, given, traffic }),
      );
    },
    async receivesNothing({ timeout = parts.timeout } = {}) {
      const isOver = await traffic.until(() => traffic.isQuiet(number) || undefined, timeout);
      const arrived = await Promise.all(traffic.arrived(number).map(read));
      const facts = { number, matching: undefined, timeout, arrived, given, traffic };
      if (arrived.some(({ sid }) => !given.has(sid))) {
        throw new ReparteeError("message_unexpected", whatCame(facts, "a message"));
      }
      if (!isOver) throw new ReparteeError("message_missing", whatCame(facts, "no end of it"));
    },
    messages: () => Promise.all(traffic.arrived(number).map(read)),
    switchOff: () => platform.handsets.switchOff(number),
    switchOn: () => platform.handsets.switchOff(number, false),
  };
}

/** Reads messages with their media, each once. */
function createReader({ sendCore }: Platform): (message: Message) => Promise<ReceivedMessage> {
  const known = new Map<string, Promise<ReceivedMessage>>();

  async function read(message: Message): Promise<ReceivedMessage> {
    const { sid, from, to, body, carriedBody, transport } = message;
    const items = transport === "mms" ? await sendCore.media(sid) : [];
    const contents = items.map((item) => sendCore.mediaContent(sid, item.sid));
    const media = (await Promise.all(contents)).flatMap((content) => content ?? []);
    return { sid, from: from ?? "", to, body: carriedBody ?? body, media };
  }

  return (message) => {
    const reading = known.get(message.sid) ?? read(message);
    known.set(message.sid, reading);
    return reading;
  };
}

function toTest(matching: Matching | undefined): (message: ReceivedMessage) => boolean {
  if (matching === undefined) return () => true;
  if (typeof matching === "function") return matching;
  if (typeof matching === "string") return ({ body }) => body.includes(matching);
  // A pattern with the flag g or y would go on where its last match ended.
  return ({ body }) => body.search(matching) >= 0;
}
