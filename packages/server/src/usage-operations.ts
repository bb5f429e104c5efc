import type { AccountSid, MessageSid } from "@repartee/protocol";
import type { Clock, Message, SendCore } from "@repartee/send-core";
import { pagesOf } from "./list-place.ts";
import { readDate } from "./message-operations.ts";
import type { Answer, Call, Operation } from "./operation.ts";
import { answerPage } from "./paging.ts";

/** What the operations on usage work with. */
export interface UsageParts {
  readonly sendCore: SendCore;
  readonly clock: Clock;
}

/** What an account begins with, in millionths. */
const CREDIT = 100_000_000;
const account = "/2010-04-01/Accounts/{AccountSid}";
const records = `${account}/Usage/Records`;
const dayMs = 24 * 60 * 60 * 1000;

/** What an account has used, and what is left: sums over the prices of its messages. */
export function usageOperations({ sendCore, clock }: UsageParts): readonly Operation[] {
  async function balance({ account: { sid } }: Call): Promise<Answer> {
    const all = await sumUp(sendCore, sid, 0, undefined);
    const left = CREDIT - (all.get("totalprice")?.price ?? 0);
    const body = {
      account_sid: sid,
      balance: (left / 1_000_000).toFixed(5),
      currency: "USD",
    };
    return { status: 200, body };
  }

  const list =
    (period: "given" | "today" | "all") =>
    async (call: Call): Promise<Answer> => {
      const today = Math.floor(clock.now() / dayMs) * dayMs;
      const isGiven = period === "given";
      const start = isGiven ? readDate(call, "StartDate")?.dayStart : undefined;
      const end = isGiven ? readDate(call, "EndDate")?.dayEnd : undefined;
      const from = start ?? (period === "today" ? today : 0);
      const before = end ?? today + dayMs;
      const sums = await sumUp(sendCore, call.account.sid, from, before);
      const category = call.query.text("Category");
      const wanted = [...sums].flatMap(([sid, use]) =>
        !category || category === sid ? [{ sid, ...use }] : [],
      );
      return answerPage<{ sid: string } & Usage>(call, {
        key: "usage_records",
        filters: ["Category", "StartDate", "EndDate"],
        read: pagesOf(wanted),
        write: ({ sid, count, segments, price }) => ({
          account_sid: call.account.sid,
          api_version: "2010-04-01",
          as_of: new Date(clock.now()).toISOString().replace(/\.\d+Z/, "+00:00"),
          category: sid,
          description: descriptions[sid] ?? sid,
          start_date: day(from),
          end_date: day(before - 1),
          count: sid === "totalprice" ? null : String(count),
          count_unit: sid === "totalprice" ? null : "messages",
          usage: sid === "totalprice" ? (price / 1_000_000).toFixed(5) : String(segments),
          usage_unit: sid === "totalprice" ? "usd" : "segments",
          price: price / 1_000_000,
          price_unit: "usd",
          subresource_uris: {},
          uri: `${call.req.path}?Category=${sid}`,
        }),
      });
    };

  const differs = "of SMS, MMS and the total price alone";
  return [
    {
      product: "api",
      method: "GET",
      path: `${account}/Balance`,
      differs: "100 US dollars less what the messages have cost",
      run: balance,
    },
    { product: "api", method: "GET", path: records, differs, run: list("given") },
    { product: "api", method: "GET", path: `${records}/AllTime`, differs, run: list("all") },
    { product: "api", method: "GET", path: `${records}/Today`, differs, run: list("today") },
  ];
}

interface Usage {
  readonly count: number;
  readonly segments: number;
  /** Millionths. */
  readonly price: number;
}

const descriptions: Readonly<Record<string, string>> = {
  sms: "SMS",
  "sms-inbound": "Inbound SMS",
  "sms-outbound": "Outbound SMS",
  mms: "MMS",
  "mms-inbound": "Inbound MMS",
  "mms-outbound": "Outbound MMS",
  totalprice: "Total Price",
};

/** Sums by category. It reads every message of the time, a thousand at once. */
async function sumUp(
  sendCore: SendCore,
  accountSid: AccountSid,
  sentFrom: number,
  sentBefore: number | undefined,
): Promise<ReadonlyMap<string, Usage>> {
  const sums = new Map<string, Usage>(
    Object.keys(descriptions).map((category) => [category, { count: 0, segments: 0, price: 0 }]),
  );
  let after: MessageSid | undefined;
  for (;;) {
    const page = await sendCore.messages({ accountSid, sentFrom, sentBefore, limit: 1000, after });
    for (const message of page) add(sums, message);
    after = page.at(-1)?.sid;
    if (page.length < 1000) return sums;
  }
}

function add(sums: Map<string, Usage>, message: Message): void {
  if (!message.price) return;
  const price = message.price.amount + message.price.carrierFee;
  const way = message.direction === "inbound" ? "inbound" : "outbound";
  for (const category of [message.transport, `${message.transport}-${way}`, "totalprice"]) {
    const sum = sums.get(category) ?? { count: 0, segments: 0, price: 0 };
    sums.set(category, {
      count: sum.count + 1,
      segments: sum.segments + message.numSegments,
      price: sum.price + price,
    });
  }
}

function day(time: number): string {
  return new Date(time).toISOString().slice(0, 10);
}
