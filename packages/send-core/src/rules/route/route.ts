import type { Transport } from "../../message.ts";
import type { Sender } from "../../ports/directory/sender-directory.ts";
import type { NumberFacts } from "../../ports/lookup.ts";
import { type Refusal, refusal } from "../../refusal.ts";
import { countryRules } from "./country-rules.ts";

/** What the account and its Messaging Service allow. */
export interface ReachRules {
  /** Countries that may be sent to, by their ISO codes. Default: all. */
  readonly permittedCountries?: readonly string[] | undefined;
  /** Text and links where no MMS goes. Default: true. */
  readonly mmsConverter?: boolean | undefined;
  /**
   * Messages to the United States fail from long codes without a campaign (30034), and messages to the
   * United States and Canada from toll-free numbers that are not `registeredIn` there (30032), as they
   * do on the platform. Default: false, so that a first message needs no registration.
   */
  readonly requireRegistration?: boolean | undefined;
}

/** How a message gets from a sender to a recipient. */
export interface Way {
  readonly ok: true;
  readonly transport: Transport;
  /** Why an MMS goes as text and links; `undefined` when it does not. */
  readonly converted: string | undefined;
}

/** Why there is no way. */
export interface NoWay extends Refusal {
  /** True when it is the recipient that takes no MMS: another sender would not do better. */
  readonly isForAll?: boolean | undefined;
}

/** A message between two ends. */
export interface Ends {
  readonly sender: Sender;
  readonly to: NumberFacts;
  readonly transport: Transport;
  /** A Messaging Service offers the sender, and nobody has asked for it. Default: false. */
  readonly isFromPool?: boolean | undefined;
}

/** Those whose users a short code's MMS reaches. */
const shortCodeMmsCarriers = /^(AT&T|T-Mobile|Verizon|US Cellular|Sprint)/i;

/** The text of 21614, as recorded from Twilio. */
export const notMobile = "'To' number is not a valid mobile number";

/** The recipient's country and line as such: what holds for every sender. */
export function checkRecipient(to: NumberFacts, rules: ReachRules): Refusal | undefined {
  const { country, lineType } = to;
  const { permittedCountries } = rules;
  if (permittedCountries && (country === undefined || !permittedCountries.includes(country))) {
    const where = country ?? "numbers of no country";
    return refusal(21408, `The account has no permission to send to ${where}.`);
  }
  if (lineType === "premium") {
    return refusal(21268, "'To' is a premium-rate number, which is not sent to.");
  }
  if (lineType === "landline" && !countryRules(country ?? "").triesLandlines) {
    return refusal(21614, notMobile);
  }
  return undefined;
}

/** The way from one sender to a recipient; or why there is none. */
export function wayTo(ends: Ends, rules: ReachRules): Way | NoWay {
  const { sender, to, transport } = ends;
  const home = sender.country;
  const country = to.country ?? "";
  if (sender.type === "short-code" && home !== country) {
    return refusal(21612, `This short code can send only within ${home ?? "its own country"}.`);
  }
  if (sender.type === "alphanumeric") {
    const { alphanumeric } = countryRules(country);
    if (alphanumeric === "none") {
      return refusal(
        21612,
        `Alphanumeric sender IDs cannot send to ${country}; use a phone number.`,
      );
    }
    if (alphanumeric === "registered" && !sender.registeredIn?.includes(country)) {
      return refusal(
        21612,
        `Alphanumeric sender IDs must be registered before they can send to ${country}.`,
      );
    }
  }
  if (transport === "sms") {
    return sender.sms ? way("sms") : refusal(21661, "The sender cannot send SMS.");
  }
  return wayOfMms(ends, rules);
}

function wayOfMms(
  { sender, to, isFromPool = false }: Ends,
  { mmsConverter = true }: ReachRules,
): Way | NoWay {
  const { country = "" } = to;
  const { mms } = countryRules(country);
  // The converter helps a recipient, never a sender that was asked for; where all has to be
  // converted a pool offers whoever can send texts.
  if (!sender.mms && !(isFromPool && mms === "link"))
    return refusal(21621, "The sender cannot send MMS.");
  const obstacle = obstacleOf(sender, to);
  if (obstacle === undefined) return way("mms");
  if (mms === "none") {
    const sentence = `${country} takes neither MMS nor texts that link to media.`;
    return { ...refusal(21612, sentence), isForAll: true };
  }
  if (!mmsConverter) {
    return { ...refusal(21612, `${obstacle}, and the MMS converter is off.`), isForAll: true };
  }
  if (!sender.sms) return refusal(21612, `${obstacle}, and the sender cannot send SMS.`);
  return way("sms", obstacle);
}

/** Why an MMS cannot go as it is. */
function obstacleOf(
  { type, country: home }: Sender,
  { country = "", carrier, lineType }: NumberFacts,
): string | undefined {
  if (countryRules(country).mms !== "native") return `No MMS goes to ${country || "that number"}`;
  if (country === "AU")
    return home === "AU" ? undefined : "Only Australian senders reach AU by MMS";
  if (home !== undefined && !["US", "CA", "PR"].includes(home))
    return `No MMS goes from ${home} to ${country}`;
  if (lineType === "landline") return "A landline takes no MMS";
  if (type !== "short-code") return undefined;
  if (country !== "US") return "Short codes send MMS only in the US";
  // Where the carrier is not known it is tried.
  if (carrier === undefined || shortCodeMmsCarriers.test(carrier)) return undefined;
  return `The MMS of a short code do not reach ${carrier}`;
}

function way(transport: Transport, converted?: string): Way {
  return { ok: true, transport, converted };
}
