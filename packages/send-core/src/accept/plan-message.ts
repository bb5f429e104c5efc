import type { Message, MessageMedia } from "../message.ts";
import { masked } from "../observe/masked.ts";
import type { MessagingService } from "../ports/directory/messaging-services.ts";
import type { SenderDirectory } from "../ports/directory/sender-directory.ts";
import type { Lookup, NumberFacts } from "../ports/lookup.ts";
import type { Candidate, MessageStore, SlotPlan } from "../ports/storage/message-store.ts";
import type { RandomBytes } from "../random-bytes.ts";
import type { Refusal } from "../refusal.ts";
import { carriedText } from "../rules/body/carried-text.ts";
import { checkOptOut, type OptOutParts, optedOut } from "../rules/opt-out/check-opt-out.ts";
import { priceOf } from "../rules/price/price-of.ts";
import type { PriceRules } from "../rules/price/price-rules.ts";
import { limitsOf, quotasOf } from "../rules/rates/limits-of.ts";
import type { RateRules } from "../rules/rates/rate-rules.ts";
import { type Converted, convertToLinks } from "../rules/route/convert-to-links.ts";
import { checkRecipient, type NoWay, type ReachRules, wayTo } from "../rules/route/route.ts";
import { homeOf } from "../rules/senders/home-of.ts";
import { type AbleSender, selectSenders } from "../rules/senders/select-senders.ts";
import { senderOf } from "../rules/senders/sender-of.ts";

export interface PlanParts extends OptOutParts {
  readonly store: Pick<MessageStore, "stickySender">;
  readonly senders: SenderDirectory;
  readonly lookup: Lookup;
  readonly reach: ReachRules;
  readonly rates: RateRules;
  readonly prices: PriceRules;
  readonly random: RandomBytes;
  /** What stands before the token of a link to media; without it no MMS is converted. */
  readonly linkBase: string | undefined;
}

/** A message that needs a sender and a slot. */
export interface Journey {
  readonly message: Message;
  readonly media: readonly MessageMedia[];
  readonly service: MessagingService | undefined;
  /** Goes before what the service says. */
  readonly smartEncoded?: boolean | undefined;
}

export type Planned = { readonly ok: true; readonly plan: SlotPlan } | Refusal;

/** Decides from which senders a message may go, in which form, and what it takes of their limits. */
export async function planMessage(journey: Journey, parts: PlanParts): Promise<Planned> {
  const { message, service } = journey;
  const to = await parts.lookup.find(message.to);
  const refused = checkRecipient(to, parts.reach);
  if (refused) return refused;
  const recipient = await checkOptOut(message, service, parts);
  if (!recipient.ok) return recipient;
  const able = await ableSenders(journey, { to, closed: recipient.closed }, parts);
  if (!able.ok) return able;

  const { senders, reason } =
    service && message.from === null
      ? selectSenders(able.senders, {
          service,
          to: message.to,
          country: to.country,
          sticky: await parts.store.stickySender(service.sid, message.to),
          turn: Number.parseInt(message.sid.slice(-6), 16),
        })
      : { senders: able.senders, reason: "" };
  const converted = convertedBody(journey, senders, parts);
  const candidates = senders.map((one) =>
    candidate(one, { journey, to, reason, converted }, parts),
  );
  const isSticky = message.from === null && service?.stickySender !== false;
  return {
    ok: true,
    plan: {
      candidates,
      maxWait: parts.rates.maxQueueMs,
      sticky: service && isSticky ? { serviceSid: service.sid, to: message.to } : null,
      links: converted?.links ?? [],
    },
  };
}

type Able =
  | { readonly ok: true; readonly senders: readonly [AbleSender, ...AbleSender[]] }
  | Refusal;

/** Those that can reach the recipient; or why none can. */
async function ableSenders(
  { message, service }: Journey,
  { to, closed }: { readonly to: NumberFacts; readonly closed: ReadonlySet<string> },
  parts: PlanParts,
): Promise<Able> {
  const { accountSid, from, transport } = message;
  const addresses = from === null ? (service?.senders ?? []) : [from];
  if (addresses.length === 0) return noSender(21704, "The Messaging Service has no senders.");
  const reach = { ...parts.reach, ...converterOf(service, parts) };
  const able: AbleSender[] = [];
  let why: NoWay | undefined;
  for (const address of addresses) {
    const sender = await senderOf(accountSid, address, parts.senders);
    if (!sender) continue;
    if (closed.has(address)) {
      why ??= { ...optedOut, isForAll: true };
      continue;
    }
    const known = { ...sender, country: await homeOf(sender, parts.lookup) };
    const way = wayTo({ sender: known, to, transport, isFromPool: from === null }, reach);
    if (way.ok) able.push({ sender: known, way });
    else if (!why || way.isForAll) why = way;
  }
  const [first, ...rest] = able;
  if (first) return { ok: true, senders: [first, ...rest] };
  if (why && (from !== null || why.isForAll)) return why;
  const sentence = "No sender of the Messaging Service can send this message.";
  return noSender(21703, why ? `${sentence} ${why.sentence}` : sentence);
}

function noSender(code: number, sentence: string): Refusal {
  return { ok: false, code, sentence };
}

function converterOf(service: MessagingService | undefined, { reach, linkBase }: PlanParts) {
  const isOn = reach.mmsConverter !== false && service?.mmsConverter !== false;
  return { mmsConverter: isOn && linkBase !== undefined };
}

/** The text with links, if the message may need it. */
function convertedBody(
  { message, media }: Journey,
  senders: readonly AbleSender[],
  { linkBase, random }: PlanParts,
): Converted | undefined {
  const isNeeded = senders.some(({ way }) => way.converted !== undefined);
  if (!isNeeded || linkBase === undefined) return undefined;
  return convertToLinks(message, media, { base: linkBase, random });
}

interface Circumstances {
  readonly journey: Journey;
  readonly to: NumberFacts;
  readonly reason: string;
  readonly converted: Converted | undefined;
}

function candidate(
  { sender, way }: AbleSender,
  { journey, to, reason, converted }: Circumstances,
  { rates, prices }: PlanParts,
): Candidate {
  const { message, service, smartEncoded = service?.smartEncoding ?? false } = journey;
  const { transport } = way;
  const isConverted = way.converted !== undefined && converted !== undefined;
  const body = isConverted ? converted.body : (message.carriedBody ?? message.body);
  const { country, carrier } = to;
  // Only a text is counted and encoded anew; an MMS carries every character.
  const text =
    transport === "mms"
      ? { text: body, count: 1, story: "" }
      : carriedText(body, { smartEncoding: smartEncoded, country, senderType: sender.type });
  const numSegments = text.count;
  const load = { sender, to: message.to, carrier, transport, numSegments };
  const priced = { direction: "out", senderType: sender.type, transport, numSegments } as const;
  const conversion = isConverted
    ? `${way.converted}: it goes as text with ${plural(converted.links.length, "link")}.`
    : "";
  return {
    from: sender.address,
    numSegments,
    transport,
    carriedBody: text.text === message.body ? null : text.text,
    quote: priceOf(prices, { ...priced, country, carrier }),
    limits: limitsOf(rates, load),
    quotas: quotasOf(rates, load),
    cause: [
      reason
        ? `${reason}: ${masked(sender.address)}, whose slot is reserved.`
        : "The sender's slot is reserved.",
      conversion,
      text.story,
    ]
      .filter(Boolean)
      .join(" "),
  };
}

function plural(count: number, noun: string): string {
  return count === 1 ? `one ${noun}` : `${count} ${noun}s`;
}
