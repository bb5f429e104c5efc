import type { Sender } from "../../ports/directory/sender-directory.ts";
import type { QuotaUse } from "../slots/quota.ts";
import type { LimitUse } from "../slots/slot-calendar.ts";
import type { CampaignTier, RateRules, SenderRate } from "./rate-rules.ts";

/** What the limits of a message depend on. */
export interface Load {
  readonly sender: Sender;
  /** E.164. */
  readonly to: string;
  /** The recipient's carrier, when it is known. */
  readonly carrier: string | undefined;
  readonly transport: "sms" | "mms";
  readonly numSegments: number;
}

/** What a message takes of each limit that it has to keep. */
export function limitsOf(rules: RateRules, load: Load): readonly LimitUse[] {
  const { sender, transport } = load;
  // The rates of campaigns are newer than the cap, and go beyond it.
  const isCapped = tierOf(rules, load) === undefined;
  const account = isCapped ? rules.accountMmsPerSecond[sender.type] : undefined;
  const own = ownLimit(rules, load);
  if (transport === "sms" || account === undefined) return [own];
  return [own, use(`${sender.accountSid}/${sender.type}/mms`, account, 1)];
}

/** What a message takes of daily allowances. */
export function quotasOf(rules: RateRules, load: Load): readonly QuotaUse[] {
  const { campaign, carrier } = registered(rules, load);
  if (!campaign) return [];
  return rules.dailyCaps.flatMap((cap): QuotaUse[] => {
    const most = cap.tiers[campaign.dailyTier];
    if (cap.carrier !== carrier || most === undefined) return [];
    const { timeZone, code } = cap;
    const key = `${campaign.brand}/${carrier}`;
    return [{ key, amount: load.numSegments, most, timeZone, code }];
  });
}

function ownLimit(rules: RateRules, load: Load): LimitUse {
  const { sender, to } = load;
  const { carrier, id } = registered(rules, load);
  const tier = tierOf(rules, load);
  if (tier) {
    const shared = carrier === undefined ? undefined : tier.carriers[carrier];
    if (shared) return paced(`${id}/${carrier}`, shared, load);
    return paced(`${sender.address}/${carrier ?? "other carriers"}`, tier.otherCarriers, load);
  }
  const { address, type } = sender;
  if (address.startsWith("+1") && !to.startsWith("+1")) {
    return paced(`${address}/abroad`, rules.numbers[address] ?? rules.abroad, load);
  }
  const isForeign = type === "long-code" && !address.startsWith("+1");
  if (isForeign) return paced(address, rules.numbers[address] ?? rules.abroad, load);
  // Two accounts may send from the same alphanumeric ID.
  const key = type === "alphanumeric" ? `${sender.accountSid}/${address}` : address;
  return paced(key, rules.numbers[address] ?? rules.senders[type], load);
}

/** What a campaign may send; it is registered for recipients in North America. */
function tierOf(rules: RateRules, load: Load): CampaignTier | undefined {
  const { campaign } = registered(rules, load);
  return campaign && load.to.startsWith("+1") ? rules.tiers[campaign.tier] : undefined;
}

function registered(rules: RateRules, { sender, carrier }: Load) {
  const id = sender.type === "long-code" ? sender.campaign : undefined;
  return { id, carrier, campaign: id === undefined ? undefined : rules.campaigns[id] };
}

function paced(key: string, rate: SenderRate, { transport, numSegments }: Load): LimitUse {
  return transport === "mms"
    ? use(key, rate.mmsPerSecond, 1)
    : use(key, rate.segmentsPerSecond, numSegments);
}

function use(key: string, perSecond: number, items: number): LimitUse {
  // Rounded up: a rate is never exceeded, and the loss is less than a thousandth up to 1000 a second.
  const unit = Math.ceil(1_000_000 / perSecond);
  return { key, unit, cost: unit * items };
}
