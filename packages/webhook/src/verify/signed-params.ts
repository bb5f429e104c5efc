import { type FormPairs, parseForm, ReparteeError } from "@repartee/protocol";
import { MAX_WEBHOOK_BYTES } from "../request/read-body.ts";

/**
 * Parameters of one request at most, the same limit as in Express: Twilio sends about 25 and two for
 * each media item.
 */
const MAX_PARAMETERS = 1_000;

// The platform sends no byte order mark; one that is there was signed.
const utf8 = new TextDecoder("utf-8", { ignoreBOM: true });

/** The parameters of a request: those of the query, then those of the form. */
export interface RequestParams {
  readonly form: FormPairs;
  readonly all: FormPairs;
}

/**
 * Reads query and form. Whoever sends them, this takes time in proportion to their length: they are
 * counted before anything is decoded.
 *
 * @throws ReparteeError `body_too_large` for a longer query or more parameters than Twilio sends.
 */
export function readParams(url: string, form: Uint8Array): RequestParams {
  const query = queryOf(url);
  if (query.length > MAX_WEBHOOK_BYTES)
    throw new ReparteeError("body_too_large", "The query is too long.");
  const text = utf8.decode(form);
  if (count(query) + count(text) > MAX_PARAMETERS) {
    throw new ReparteeError("body_too_large", `There are more than ${MAX_PARAMETERS} parameters.`);
  }
  const fields = parseForm(text);
  return { form: fields, all: query === "" ? fields : [...parseForm(query), ...fields] };
}

function queryOf(url: string): string {
  const start = url.indexOf("?");
  if (start < 0) return "";
  const end = url.indexOf("#", start);
  return url.slice(start + 1, end < 0 ? url.length : end);
}

function count(text: string): number {
  if (text === "") return 0;
  let parameters = 1;
  for (let at = text.indexOf("&"); at >= 0; at = text.indexOf("&", at + 1)) parameters++;
  return parameters;
}

// Whose message it is, which one, between whom, what it says, and what became of it.
const deciding: ReadonlySet<string> = new Set([
  ...["AccountSid", "MessagingServiceSid", "MessageSid", "SmsSid", "SmsMessageSid"],
  ...["From", "To", "Body", "OptOutType", "ButtonPayload"],
  ...["MessageStatus", "SmsStatus", "ErrorCode", "EventType"],
]);

/** What the deciding parameters say. */
export interface Deciding {
  /** Empty without one. */
  readonly accountSid: string;
  /** The name of the first deciding parameter that is sent with different values. */
  readonly contradiction: string | undefined;
}

/**
 * Reads the parameters that decide, in one pass. If one is sent with different values (in the query, in
 * the form or in both), different readers would believe different values: one that chooses the auth
 * token and one that reads the message, for example.
 */
export function readDeciding(params: FormPairs): Deciding {
  const values = new Map<string, string>();
  let contradiction: string | undefined;
  for (const pair of params) {
    const name = pair[0];
    if (!deciding.has(name)) continue;
    const known = values.get(name);
    if (known === undefined) values.set(name, pair[1]);
    else if (known !== pair[1]) contradiction ??= name;
  }
  return { accountSid: values.get("AccountSid") ?? "", contradiction };
}
