import { describe, expect, test } from "vitest";
import type { MessagingService } from "../../ports/directory/messaging-services.ts";
import type { SenderType } from "../../ports/directory/sender-directory.ts";
import { accountSid } from "../../test/open-core.ts";
import { type AbleSender, selectSenders } from "./select-senders.ts";

function able(address: string, type: SenderType, country?: string): AbleSender {
  const sid = `PN${"b".repeat(32)}` as const;
  return {
    sender: { sid, accountSid, address, type, country, sms: true, mms: true, webhook: undefined },
    way: { ok: true, transport: "sms", converted: undefined },
  };
}
const service: MessagingService = { sid: `MG${"a".repeat(32)}`, accountSid, senders: [] };
const us = able("+12125550100", "long-code", "US");
const local = able("+14155550199", "long-code", "US");
const overlay = able("+16285550199", "long-code", "US");
const canadian = able("+14165550100", "long-code", "CA");
const german = able("+4915112345678", "long-code", "DE");
const tollFree = able("+18885550100", "toll-free", "US");
const shortCode = able("12345", "short-code", "US");
const name = able("ACME", "alphanumeric");

function select(
  pool: readonly [AbleSender, ...AbleSender[]],
  country: string,
  {
    to = "+13105550100",
    sticky,
    turn = 0,
    ...override
  }: Partial<Parameters<typeof selectSenders>[1]> & Partial<MessagingService> = {},
) {
  const chosen = { service: { ...service, ...override }, to, country, sticky, turn };
  const { senders, reason } = selectSenders(pool, chosen);
  return { reason, addresses: senders.map(({ sender }) => sender.address) };
}

describe("of a pool", () => {
  test("the type comes first: short code, name, number", () => {
    expect(select([us, tollFree, name, shortCode], "US").addresses).toEqual(["12345"]);
    expect(select([us, tollFree, name], "DE").addresses).toEqual(["ACME"]);
    expect(select([us, tollFree], "US").addresses.toSorted()).toEqual([
      "+12125550100",
      "+18885550100",
    ]);
    expect(select([canadian, tollFree], "CA")).toMatchObject({
      addresses: ["+18885550100"],
      reason: "The only toll-free number of US",
    });
  });

  test("then the recipient's country, else the United States, else any", () => {
    expect(select([us, german], "DE").addresses).toEqual(["+4915112345678"]);
    expect(select([canadian, us], "FR").addresses).toEqual(["+12125550100"]);
    expect(select([canadian, german], "FR").addresses).toHaveLength(2);
    expect(select([german], "DE").reason).toBe("The only number of DE");
  });

  test("then the area code and its overlays, unless that is switched off", () => {
    const to = "+14155550100";
    expect(select([us, local, overlay], "US", { to })).toEqual({
      addresses: ["+14155550199", "+16285550199"],
      reason: "The first free of 2 numbers of US, of the recipient's area",
    });
    expect(select([us, local], "US", { to, areaCodeGeomatch: false }).addresses).toHaveLength(2);
    expect(select([us, canadian], "US", { to }).addresses).toEqual(["+12125550100"]);
  });

  test("the recipient's own sender goes before all that, while it is able", () => {
    const to = "+14155550100";
    expect(select([us, local, shortCode], "US", { to, sticky: us.sender.address })).toEqual({
      addresses: ["+12125550100"],
      reason: "The recipient has heard from this sender before",
    });
    expect(select([us, local], "US", { to, sticky: "+19995550100" }).addresses).toEqual([
      "+14155550199",
    ]);
    const off = { to, sticky: us.sender.address, stickySender: false };
    expect(select([us, local], "US", off).addresses).toEqual(["+14155550199"]);
  });

  test("until a sender of the recipient's own country joins the pool", () => {
    const sticky = us.sender.address;
    expect(select([us, canadian], "DE", { sticky }).addresses).toEqual([sticky]);
    expect(select([us, german], "DE", { sticky }).addresses).toEqual([german.sender.address]);
  });

  test("who can send the media goes before who would send links", () => {
    const links = { ok: true, transport: "sms", converted: "Its carrier takes none" } as const;
    const linking = { ...shortCode, way: links };
    expect(select([linking, us], "US").addresses).toEqual([us.sender.address]);
    expect(select([linking, { ...us, way: links }], "US").addresses).toEqual(["12345"]);
  });

  test("those that are equally good take turns", () => {
    const pool = [us, local, overlay] as const;
    const firsts = [0, 1, 2, 3].map((turn) => select(pool, "US", { turn }).addresses[0]);
    expect(firsts).toEqual(["+12125550100", "+14155550199", "+16285550199", "+12125550100"]);
  });
});
