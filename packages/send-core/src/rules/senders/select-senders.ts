import type { MessagingService } from "../../ports/directory/messaging-services.ts";
import type { Sender } from "../../ports/directory/sender-directory.ts";
import type { Way } from "../route/route.ts";
import { isSameArea } from "./area-codes.ts";

/** A sender that can reach the recipient, and how. */
export interface AbleSender {
  readonly sender: Sender;
  readonly way: Way;
}

/** What the choice depends on beside the senders. */
export interface Selection {
  readonly service: MessagingService;
  /** The recipient, in E.164, and its country. */
  readonly to: string;
  readonly country: string | undefined;
  /** The sender that wrote to this recipient before. */
  readonly sticky: string | undefined;
  /** Names the message: where several senders are equally good, it tells which one begins. */
  readonly turn: number;
}

/** Those that are equally good, and why it is they. */
export interface SelectedSenders {
  readonly senders: readonly [AbleSender, ...AbleSender[]];
  /** A sentence for the message's story. */
  readonly reason: string;
}

/**
 * Chooses from the pool of a Messaging Service, in the platform's documented order: the recipient's
 * own sender, the type, the country, the area code. Of those that are left whoever is free first
 * sends, which the reservation of the slot decides.
 */
export function selectSenders(
  able: readonly [AbleSender, ...AbleSender[]],
  { service, to, country, sticky, turn }: Selection,
): SelectedSenders {
  const { stickySender = true, areaCodeGeomatch = true } = service;
  const known = stickySender ? able.find(({ sender }) => sender.address === sticky) : undefined;
  if (known && !hasNearer(able, known, country))
    return { senders: [known], reason: "The recipient has heard from this sender before" };

  // A short code whose MMS the recipient's carrier does not take leaves it to who needs no links.
  const asItIs = atLeastOne(able.filter(({ way }) => way.converted === undefined));
  const [type, ofType] = bestType(asItIs ?? able, country);
  const [near, where] = nearest(ofType, country);
  const isNorthAmerican = country === "US" || country === "CA";
  const local =
    areaCodeGeomatch && isNorthAmerican
      ? atLeastOne(near.filter(({ sender }) => isSameArea(sender.address, to)))
      : undefined;
  const chosen = local ?? near;
  const area = local ? ", of the recipient's area" : "";
  const who =
    chosen.length === 1 ? `The only ${type}` : `The first free of ${chosen.length} ${type}s`;
  return { senders: rotated(chosen, turn), reason: `${who}${where}${area}` };
}

/** A sender of the recipient's own country has come into the pool since. */
function hasNearer(
  able: readonly AbleSender[],
  known: AbleSender,
  country: string | undefined,
): boolean {
  return (
    country !== undefined &&
    known.sender.country !== country &&
    able.some(({ sender }) => sender.country === country)
  );
}

type Group = readonly [AbleSender, ...AbleSender[]];

/** Short codes first, then alphanumeric senders, then numbers; in Canada toll-free numbers before others. */
function bestType(able: Group, country: string | undefined): readonly [string, Group] {
  const ranks: readonly (readonly [string, readonly string[]])[] = [
    ["short code", ["short-code"]],
    ["alphanumeric sender", ["alphanumeric"]],
    ...(country === "CA" ? [["toll-free number", ["toll-free"]] as const] : []),
    ["number", ["long-code", "toll-free"]],
  ];
  for (const [name, types] of ranks) {
    const group = atLeastOne(able.filter(({ sender }) => types.includes(sender.type)));
    if (group) return [name, group];
  }
  return ["sender", able];
}

/** Of the recipient's country; else of the United States; else any. */
function nearest(group: Group, country: string | undefined): readonly [Group, string] {
  for (const wanted of [country, "US"]) {
    if (wanted === undefined) continue;
    const found = atLeastOne(group.filter(({ sender }) => sender.country === wanted));
    if (found) return [found, ` of ${wanted}`];
  }
  return [group, ""];
}

/** Begins with another one each time, so that idle senders share the work. */
function rotated([first, ...rest]: Group, turn: number): Group {
  const group = [first, ...rest];
  const start = turn % group.length;
  const [begins = first, ...others] = [...group.slice(start), ...group.slice(0, start)];
  return [begins, ...others];
}

function atLeastOne(group: readonly AbleSender[]): Group | undefined {
  const [first, ...rest] = group;
  return first && [first, ...rest];
}
