import type { Clock, MessageUse, SendCore } from "@repartee/send-core";
import { pagesOf } from "./list-place.ts";
import { readDate } from "./message-operations.ts";
import type { Answer, Call, Operation } from "./operation.ts";
import { answerPage } from "./paging.ts";

/** What the operations on usage work with. */
export interface UsageParts {
  readonly sendCore: SendCore;
  readonly clock: Clock;
}

/** What an account begins with, in millionths of the currency. */
const CREDIT = 100_000_000;
const account = "/2010-04-01/Accounts/{AccountSid}";
const records = `${account}/Usage/Records`;
const dayMs = 24 * 60 * 60 * 1000;

/** What an account has used, and what is left: sums over what its messages have cost. */
export function usageOperations({ sendCore, clock }: UsageParts): readonly Operation[] {
  const today = () => Math.floor(clock.now() / dayMs) * dayMs;

  async function balance({ account: { sid } }: Call): Promise<Answer> {
    const before = today() + dayMs;
    const { uses, currency } = await sendCore.usage({ accountSid: sid, from: 0, before });
    const spent = sumUp(uses, { priceOf: ({ amount, carrierFee }) => amount + carrierFee }).price;
    const body = { account_sid: sid, balance: money(CREDIT - spent), currency };
    return { status: 200, body };
  }

  const list =
    (period: "given" | "today" | "all") =>
    async (call: Call): Promise<Answer> => {
      const isGiven = period === "given";
      const start = isGiven ? readDate(call, "StartDate")?.dayStart : undefined;
      const end = isGiven ? readDate(call, "EndDate")?.dayEnd : undefined;
      const from = start ?? (period === "today" ? today() : 0);
      const before = end ?? today() + dayMs;
      const { uses, currency } = await sendCore.usage({
        accountSid: call.account.sid,
        from,
        before,
      });
      const unit = currency.toLowerCase();
      const wanted = call.query.text("Category");
      return answerPage<Category>(call, {
        key: "usage_records",
        filters: ["Category", "StartDate", "EndDate"],
        read: pagesOf(categories.filter(({ sid }) => !wanted || sid === wanted)),
        write: (category) => {
          const { sid, description, isMoney } = category;
          const { count, segments, price } = sumUp(uses, category);
          return {
            account_sid: call.account.sid,
            api_version: "2010-04-01",
            as_of: new Date(clock.now()).toISOString().replace(/\.\d+Z/, "+00:00"),
            category: sid,
            description,
            start_date: day(from),
            end_date: day(before - 1),
            count: isMoney ? null : String(count),
            count_unit: isMoney ? null : "messages",
            usage: isMoney ? money(price) : String(segments),
            usage_unit: isMoney ? unit : "segments",
            price: price / 1_000_000,
            price_unit: unit,
            subresource_uris: {},
            uri: `${call.req.path}?Category=${sid}`,
          };
        },
      });
    };

  const differs = "of SMS, MMS, their fees and the total price alone";
  return [
    {
      product: "api",
      method: "GET",
      path: `${account}/Balance`,
      differs: "100 of the currency less what the messages have cost",
      run: balance,
    },
    { product: "api", method: "GET", path: records, differs, run: list("given") },
    { product: "api", method: "GET", path: `${records}/AllTime`, differs, run: list("all") },
    { product: "api", method: "GET", path: `${records}/Today`, differs, run: list("today") },
  ];
}

/** A category of the usage records. */
interface Category {
  readonly sid: string;
  readonly description: string;
  /** What messages add to it, in millionths; `undefined` when they are not of it. */
  readonly priceOf: (use: MessageUse) => number | undefined;
  /** It has an amount of money, and neither messages nor segments. */
  readonly isMoney?: true;
}

const messages =
  (kind: MessageUse["kind"], direction?: MessageUse["direction"]): Category["priceOf"] =>
  (use) =>
    use.kind === kind && (direction ?? use.direction) === use.direction ? use.amount : undefined;

const fees =
  (kind: MessageUse["kind"]): Category["priceOf"] =>
  (use) =>
    use.kind === kind ? use.carrierFee : undefined;

const categories: readonly Category[] = [
  { sid: "sms", description: "SMS", priceOf: messages("sms") },
  { sid: "sms-inbound", description: "Inbound SMS", priceOf: messages("sms", "inbound") },
  { sid: "sms-outbound", description: "Outbound SMS", priceOf: messages("sms", "outbound") },
  {
    sid: "sms-messages-carrierfees",
    description: "SMS Carrier Fees",
    priceOf: fees("sms"),
    isMoney: true,
  },
  { sid: "mms", description: "MMS", priceOf: messages("mms") },
  { sid: "mms-inbound", description: "Inbound MMS", priceOf: messages("mms", "inbound") },
  { sid: "mms-outbound", description: "Outbound MMS", priceOf: messages("mms", "outbound") },
  {
    sid: "mms-messages-carrierfees",
    description: "MMS Carrier Fees",
    priceOf: fees("mms"),
    isMoney: true,
  },
  {
    // The name is unconfirmed.
    sid: "failed-message-processing-fee",
    description: "Failed Message Processing Fee",
    priceOf: messages("failed"),
  },
  {
    sid: "totalprice",
    description: "Total Price",
    priceOf: ({ amount, carrierFee }) => amount + carrierFee,
    isMoney: true,
  },
];

/** Sums up what belongs to a category; the price in millionths. */
function sumUp(uses: readonly MessageUse[], { priceOf }: Pick<Category, "priceOf">) {
  const sum = { count: 0, segments: 0, price: 0 };
  for (const use of uses) {
    const price = priceOf(use);
    if (price === undefined) continue;
    sum.count += use.count;
    sum.segments += use.segments;
    sum.price += price;
  }
  return sum;
}

/** An amount in millionths as the wire has it. */
function money(millionths: number): string {
  return (millionths / 1_000_000).toFixed(5);
}

function day(time: number): string {
  return new Date(time).toISOString().slice(0, 10);
}
