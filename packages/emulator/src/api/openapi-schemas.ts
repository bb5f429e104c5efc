// The shapes of phone-api.ts as JSON Schema. A test holds every answer of the API against them.

type Schema = Readonly<Record<string, unknown>>;

const text: Schema = { type: "string" };
const textOrNull: Schema = { type: ["string", "null"] };
const whole: Schema = { type: "integer" };
const wholeOrNull: Schema = { type: ["integer", "null"] };
const time: Schema = { type: "string", format: "date-time" };
const timeOrNull: Schema = { type: ["string", "null"], format: "date-time" };
const namesAndValues: Schema = {
  type: "array",
  items: { type: "array", items: text, minItems: 2, maxItems: 2 },
};

/** The schemas that the document refers to, by name. */
export const schemas: Readonly<Record<string, Schema>> = {
  Problem: shape({ code: whole, message: text, more_info: text, status: whole }),
  Code: shape({ code: whole, title: text, advice: text, more_info: text }),
  PhoneMessage: shape(phoneMessage()),
  SentFromPhone: shape({ ...phoneMessage(), exchange_sid: text }),
  PhoneMedia: shape({ url: text, content_type: text, size: whole }),
  PhoneMessages: shape({ messages: listOf("PhoneMessage") }),
  Phone: shape({ number: text, last_message_at: time }),
  PhoneState: shape({ number: text, switched_off: { type: "boolean" } }),
  Phones: shape({ phones: listOf("Phone") }),
  Config: shape({
    account_sid: text,
    webhook_url: textOrNull,
    app_status: { enum: ["starting", "listening", "ended", null] },
    numbers: {
      type: "array",
      items: shape({
        number: text,
        sms: { type: "boolean" },
        mms: { type: "boolean" },
        webhook_url: textOrNull,
        webhook_method: { enum: ["GET", "POST", null] },
      }),
    },
    limits: shape({ body_characters: whole, media: whole, message_bytes: whole }),
  }),
  Exchange: shape({
    sid: text,
    kind: { enum: ["reply", "api", "refused"] },
    state: {
      enum: ["running", "ok", "warning", "error"],
      description: "The worst of its notices and of what became of its messages.",
    },
    message_sid: textOrNull,
    from: text,
    to: text,
    body: text,
    num_media: whole,
    started_at: time,
    finished_at: timeOrNull,
    requests: listOf("Request"),
    verbs: listOf("Verb"),
    notices: listOf("Notice"),
    messages: listOf("Message"),
  }),
  Exchanges: shape({ exchanges: listOf("Exchange") }),
  Request: shape({
    cause: {
      enum: ["webhook", "http-redirect", "redirect", "action", "fallback", "callback", "api"],
    },
    method: text,
    url: text,
    headers: namesAndValues,
    params: namesAndValues,
    signed_string: textOrNull,
    started_at: time,
    duration_ms: { type: "number" },
    response: orNull("Response"),
  }),
  Response: shape({ status: whole, headers: namesAndValues, body: text }),
  Verb: shape({
    request: { ...whole, description: "Index into the exchange's requests." },
    kind: text,
    outcome: { enum: ["ran", "skipped", "refused"] },
    sentence: text,
    message_sid: textOrNull,
  }),
  Notice: shape({
    at: time,
    level: { enum: ["error", "warning"] },
    code: whole,
    title: text,
    sentence: text,
    advice: text,
    more_info: text,
    request: wholeOrNull,
    line: wholeOrNull,
    column: wholeOrNull,
  }),
  Message: shape({
    sid: text,
    direction: { enum: ["inbound", "outbound-api", "outbound-reply"] },
    from: textOrNull,
    to: text,
    body: text,
    media: listOf("Media"),
    status: text,
    error: orNull("Code"),
    status_callback: textOrNull,
    date_created: time,
    history: listOf("Status"),
    callbacks: listOf("Callback"),
    notes: listOf("StoryLine"),
  }),
  StoryLine: shape({
    at: time,
    kind: {
      enum: ["move", "route", "content", "attempt", "receipt", "opt-out", "callback", "price"],
    },
    sentence: text,
    code: wholeOrNull,
  }),
  Story: shape({ story: listOf("StoryLine") }),
  Media: shape({
    sid: text,
    url: text,
    content_type: textOrNull,
    size: wholeOrNull,
    source_url: textOrNull,
  }),
  Status: shape({ status: text, at: time, cause: text, error: orNull("Code") }),
  Callback: shape({
    status: text,
    url: text,
    attempt: whole,
    at: time,
    http_status: wholeOrNull,
    error: orNull("Code"),
  }),
  MessageMoved: shape({
    sid: text,
    direction: { enum: ["inbound", "outbound-api", "outbound-reply"] },
    from: textOrNull,
    to: text,
    status: text,
    at: time,
  }),
  ExchangeChanged: shape({
    sid: text,
    kind: { enum: ["reply", "api", "refused"] },
    from: text,
    to: text,
    finished: { type: "boolean" },
  }),
};

/** Refers to one of {@link schemas}. */
export function ref(name: string): Schema {
  return { $ref: `#/components/schemas/${name}` };
}

function phoneMessage(): Schema {
  return {
    sid: text,
    direction: { enum: ["sent", "received"], description: "Seen from the handset." },
    from: text,
    to: text,
    body: text,
    media: listOf("PhoneMedia"),
    other_recipients: { type: "array", items: text },
    status: text,
    date: time,
  };
}

function shape(properties: Schema): Schema {
  return {
    type: "object",
    properties,
    required: Object.keys(properties),
    additionalProperties: false,
  };
}

function listOf(name: string): Schema {
  return { type: "array", items: ref(name) };
}

function orNull(name: string): Schema {
  return { oneOf: [ref(name), { type: "null" }] };
}
