import {
  type AccountSid,
  canMove,
  createSid,
  type MediaSid,
  type MessageSid,
  type MessageStatus,
} from "@repartee/protocol";
import type {
  CallbackDelivery,
  CallbackTarget,
  Clock,
  MediaContent,
  Message,
  MessageEvent,
  MessageMedia,
  MessageMoved,
  SendCore,
} from "@repartee/send-core";

/** What a test puts into the send core as an app's reply or an API call's message. */
export interface FakeReply {
  readonly from: string;
  readonly to: string;
  readonly body: string;
  readonly media?: readonly MediaContent[] | undefined;
  readonly otherRecipients?: readonly string[] | undefined;
  readonly direction?: "outbound-reply" | "outbound-api" | undefined;
  readonly statusCallback?: CallbackTarget | undefined;
}

/** A send core in memory; messages move only when the test moves them. */
export interface FakeSendCore extends SendCore {
  put(reply: FakeReply): Message;
  move(sid: MessageSid, status: MessageStatus, cause?: string, errorCode?: number): void;
  addCallback(delivery: CallbackDelivery): void;
}

interface Kept {
  message: Message;
  readonly media: readonly MessageMedia[];
  readonly events: MessageEvent[];
  readonly callbacks: CallbackDelivery[];
}

export function createFakeSendCore(accountSid: AccountSid, clock: Clock): FakeSendCore {
  const kept = new Map<MessageSid, Kept>();
  const contents = new Map<MediaSid, MediaContent>();
  const listeners = new Set<(moved: MessageMoved) => void>();

  function find(sid: MessageSid): Kept {
    const found = kept.get(sid);
    if (!found) throw new Error(`There is no message ${sid}.`);
    return found;
  }

  function note(one: Kept, status: MessageStatus, cause: string, errorCode: number | null): void {
    const { sid: messageSid } = one.message;
    const event = {
      messageSid,
      sequence: one.events.length,
      status,
      at: clock.now(),
      cause,
      errorCode,
    };
    one.events.push(event);
    for (const listener of listeners) listener({ message: one.message, event });
  }

  function add(
    given: FakeReply,
    direction: Message["direction"],
    status: MessageStatus,
    cause: string,
  ): Message {
    const { from, to, body, media = [], otherRecipients, statusCallback = null } = given;
    const now = clock.now();
    const transport = media.length > 0 || otherRecipients?.length ? "mms" : "sms";
    const sid = createSid(transport === "mms" ? "MM" : "SM");
    const items = media.map((content): MessageMedia => {
      const mediaSid = createSid("ME");
      contents.set(mediaSid, content);
      return {
        sid: mediaSid,
        messageSid: sid,
        accountSid,
        contentType: content.contentType,
        size: content.bytes.length,
        sourceUrl: direction === "inbound" ? null : "http://localhost:3000/media/1",
        dateCreated: now,
      };
    });
    const message: Message = {
      sid,
      accountSid,
      direction,
      from,
      to,
      body,
      numMedia: media.length,
      numSegments: 1,
      status,
      errorCode: null,
      messagingServiceSid: null,
      statusCallback,
      transport,
      otherRecipients,
      carriedBody: null,
      sendAt: null,
      validUntil: null,
      quote: null,
      price: null,
      dateCreated: now,
      dateUpdated: now,
      dateSent: null,
    };
    const one: Kept = { message, media: items, events: [], callbacks: [] };
    kept.set(sid, one);
    note(one, status, cause, null);
    return message;
  }

  function move(sid: MessageSid, status: MessageStatus, cause = "", errorCode?: number): void {
    const one = find(sid);
    if (!canMove(one.message.status, status)) {
      throw new Error(`${one.message.status} does not lead to ${status}.`);
    }
    const dateUpdated = clock.now();
    one.message = { ...one.message, status, errorCode: errorCode ?? null, dateUpdated };
    note(one, status, cause, errorCode ?? null);
  }

  const all = () => [...kept.values()].map(({ message }) => message);

  return {
    put: (reply) =>
      add(reply, reply.direction ?? "outbound-reply", "queued", "The reply was accepted."),
    move,
    addCallback: (delivery) => void find(delivery.messageSid).callbacks.push(delivery),
    send: async () => ({ ok: false, code: 20500, sentence: "Not in this fake." }),
    cancel: async () => ({ ok: false, code: 20500, sentence: "Not in this fake." }),
    redact: async () => ({ ok: false, code: 20500, sentence: "Not in this fake." }),
    remove: async () => ({ ok: false, code: 20500, sentence: "Not in this fake." }),
    removeMedia: async () => false,
    async explain(_accountSid, sid) {
      return kept.get(sid)?.events.map(({ at, status, cause, errorCode }) => {
        return { at, kind: "move", sentence: cause, status, errorCode } as const;
      });
    },
    notes: async () => [],
    receive: async (arrival) => add(arrival, "inbound", "receiving", "A handset sent it."),
    received: async (sid) => move(sid, "received", "The app was asked."),
    receiving: async () => [],
    message: async (_accountSid, sid) => kept.get(sid)?.message,
    messages: async ({ limit }) => all().toReversed().slice(0, limit),
    usage: async () => ({ currency: "USD", uses: [] }),
    conversation: async (handset) =>
      all().filter(({ from, to }) => from === handset || to === handset),
    events: async (sid) => kept.get(sid)?.events ?? [],
    callbacks: async (sid) => kept.get(sid)?.callbacks ?? [],
    media: async (sid) => kept.get(sid)?.media ?? [],
    linkedMedia: async () => undefined,
    isKeyword: async () => false,
    optOuts: {
      find: async () => undefined,
      scopes: async () => new Map(),
      add: async () => 0,
      remove: async () => false,
      list: async () => [],
    },
    handsetCopies: async () => [],
    handsetMedia: async () => undefined,
    mediaContent: async (messageSid, sid) =>
      kept.get(messageSid)?.media.some((item) => item.sid === sid) ? contents.get(sid) : undefined,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    reached: async (sid) => find(sid).message,
    start: async () => {},
    close: async () => {},
  };
}
