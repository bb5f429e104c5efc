import type { CarrierAnswer, CarrierMessage, Receipt } from "@repartee/send-core";
import { createVirtualClock, type VirtualClock } from "@repartee/send-core";
import { describe, expect, test } from "vitest";
import { carriersOf, handsetOf } from "../index.ts";
import { fairConditions, roughConditions } from "./carrier-profile.ts";
import { magicHandsets } from "./magic-handset.ts";
import {
  createSimulatedNetwork,
  type SimulatedNetwork,
  type SimulatedNetworkOptions,
} from "./simulated-network.ts";

const start = Date.UTC(2026, 7, 1, 12);
const day = 24 * 60 * 60 * 1000;

interface Opened {
  readonly network: SimulatedNetwork;
  readonly clock: VirtualClock;
  readonly receipts: Receipt[];
  send(index: number, override?: Partial<CarrierMessage>): Promise<CarrierAnswer>;
}

function opened(options: SimulatedNetworkOptions = {}): Opened {
  const clock = createVirtualClock(start);
  const network = createSimulatedNetwork({ clock, ...options });
  const receipts: Receipt[] = [];
  network.onReceipt(async (receipt) => void receipts.push(receipt));
  return {
    network,
    clock,
    receipts,
    send: (index, override = {}) =>
      network.send({
        messageSid: `SM${index.toString(16).padStart(32, "0")}`,
        from: "+15005550006",
        to: `+1415555${1000 + (index % 9000)}`,
        body: "Are you there?",
        media: [],
        transport: "sms",
        numSegments: 1,
        ...override,
      }),
  };
}

async function run(options: SimulatedNetworkOptions, messages = 1000): Promise<Receipt[]> {
  const { clock, receipts, send } = opened(options);
  for (let index = 0; index < messages; index += 1) await send(index);
  await clock.advance(2 * day);
  return receipts;
}

describe("on a fair day", () => {
  test("everything arrives within a second, with each carrier at its own pace", async () => {
    const { network, clock, receipts, send } = opened();
    const carriers = new Map<string, string>();
    for (let index = 0; index < 3000; index += 1) {
      const to = `+1415555${1000 + index}`;
      await send(index, { to });
      carriers.set(`SM${index.toString(16).padStart(32, "0")}`, network.handset(to).carrier.name);
    }
    await clock.advance(1000);
    expect(receipts).toHaveLength(3000);
    for (const { name, pace } of carriersOf("US").slice(0, 3)) {
      const times = receipts
        .filter(({ messageSid }) => carriers.get(messageSid) === name)
        .map(({ at }) => at - start)
        .sort((a, b) => a - b);
      expect(times[0]).toBeGreaterThanOrEqual(150 * pace);
      expect(times.at(-1)).toBeLessThanOrEqual(900 * pace + 1);
      const median = Number(times[Math.floor(times.length / 2)]);
      expect(median / (300 * pace)).toBeGreaterThan(0.9);
      expect(median / (300 * pace)).toBeLessThan(1.1);
    }
    expect(new Set(carriersOf("US").map(({ pace }) => pace)).size).toBeGreaterThan(2);
  });

  test("a latency that is given is that of every carrier", async () => {
    const receipts = await run({ latency: fairConditions.latency });
    expect(receipts).toHaveLength(1000);
    const times = receipts.map(({ at }) => at - start).sort((a, b) => a - b);
    expect(times[0]).toBeGreaterThanOrEqual(150);
    expect(times.at(-1)).toBeLessThanOrEqual(900);
    expect(times[500]).toBeGreaterThan(270);
    expect(times[500]).toBeLessThan(330);
    expect(new Set(receipts.map(({ status }) => status))).toEqual(new Set(["delivered"]));
  });

  test("the same seed gives the same, another one something else", async () => {
    const [one, two, other] = await Promise.all([
      run({ seed: "a" }, 50),
      run({ seed: "a" }, 50),
      run({ seed: "b" }, 50),
    ]);
    expect(two).toEqual(one);
    expect(other).not.toEqual(one);
  });
});

describe("on a rough day", () => {
  const rough = { ...roughConditions, perSecond: Number.POSITIVE_INFINITY };

  test("some of everything goes wrong, and it repeats exactly", async () => {
    const receipts = await run({ conditions: rough, seed: "a" }, 3000);
    const bySid = new Map<string, Receipt[]>();
    for (const receipt of receipts) {
      bySid.set(receipt.messageSid, [...(bySid.get(receipt.messageSid) ?? []), receipt]);
    }
    const lost = 3000 - bySid.size;
    const twice = [...bySid.values()].filter(({ length }) => length === 2).length;
    const undelivered = [...bySid.values()].filter(([first]) => first?.errorCode !== null);
    const late = [...bySid.values()].filter(([first]) => Number(first?.at) > start + 60_000);
    for (const [count, share] of [
      [lost, 0.01],
      [twice, 0.02],
      [undelivered.length, 0.03],
      [late.length, 0.02],
    ] as const) {
      expect(count / 3000).toBeGreaterThan(share / 2);
      expect(count / 3000).toBeLessThan(share * 2);
    }
    const codes = new Set(undelivered.map(([first]) => first?.errorCode));
    expect(codes).toEqual(new Set([30003, 30005, 30007, 30008]));
    expect(await run({ conditions: rough, seed: "a" }, 3000)).toEqual(receipts);
  });

  test("one carrier may be worse than the others", async () => {
    const carriers = { Verizon: { undelivered: 1 } };
    const receipts = await run({ carriers });
    for (const { messageSid, errorCode } of receipts) {
      const index = Number.parseInt(messageSid.slice(2), 16);
      const { carrier } = handsetOf(`+1415555${1000 + (index % 9000)}`);
      expect(errorCode !== null).toBe(carrier.name === "Verizon");
    }
  });
});

describe("a carrier", () => {
  test("that is too busy asks to come again, and takes its rate", async () => {
    const { send, clock } = opened({ conditions: { perSecond: 5 } });
    const to = "+14155551000";
    const answers: CarrierAnswer[] = [];
    for (let index = 0; index < 8; index += 1) answers.push(await send(index, { to }));
    expect(answers.filter(({ ok }) => ok)).toHaveLength(5);
    expect(answers[5]).toMatchObject({
      ok: false,
      code: 30017,
      isTemporary: true,
      retryAfterMs: 200,
    });
    await clock.advance(200);
    expect((await send(9, { to })).ok).toBe(true);
    expect((await send(10, { to })).ok).toBe(false);
  });

  test("filters what it takes for unwanted", async () => {
    const { send, clock, receipts } = opened({ conditions: { blockedPhrases: ["Free Crypto"] } });
    await send(1, { body: "Get FREE CRYPTO now" });
    await send(2, { body: "Get a pizza now" });
    await clock.advance(1000);
    const codes = Object.fromEntries(
      receipts.map(({ messageSid, errorCode }) => [messageSid.at(-1), errorCode]),
    );
    expect(codes).toEqual({ 1: 30007, 2: null });
  });

  test("is told again of a receipt that could not be kept", async () => {
    const clock = createVirtualClock(start);
    const network = createSimulatedNetwork({ clock });
    let times = 0;
    network.onReceipt(async () => {
      times += 1;
      if (times < 3) throw new Error("The disk is full.");
    });
    await network.send({
      messageSid: `SM${"0".repeat(32)}`,
      from: "+15005550006",
      to: "+14155551000",
      body: "",
      media: [],
      transport: "sms",
      numSegments: 1,
    });
    await clock.advance(10_000);
    expect(times).toBe(3);
  });
});

describe("handsets", () => {
  test.each([
    ["+14155550100", "US"],
    ["+14165550100", "CA"],
    ["+61412345678", "AU"],
    ["+447700900123", "GB"],
    ["+4915112345678", "DE"],
    ["+37061234567", undefined],
  ])("%s is in %s, with one of its carriers", (number, country) => {
    const handset = handsetOf(number);
    expect(handset.country).toBe(country);
    expect(handsetOf(number)).toEqual(handset);
    if (country) expect(carriersOf(country)).toContain(handset.carrier);
    else expect(handset.carrier.name).toBe("a foreign carrier");
  });

  test("are landlines where the network says so", () => {
    expect(handsetOf("+15005530006").isLandline).toBe(true);
    expect(handsetOf("+15005530005").isLandline).toBe(false);
    expect(handsetOf("+14155550100").isLandline).toBe(false);
  });

  test("are spread over the carriers by their shares", () => {
    const counts = new Map<string, number>();
    for (let index = 0; index < 5000; index += 1) {
      const { name } = handsetOf(`+1415${String(5550000 + index)}`).carrier;
      counts.set(name, (counts.get(name) ?? 0) + 1);
    }
    for (const { name, share } of carriersOf("US").slice(0, 3)) {
      expect((counts.get(name) ?? 0) / 50).toBeGreaterThan(share * 0.85);
      expect((counts.get(name) ?? 0) / 50).toBeLessThan(share * 1.15);
    }
  });

  test("that are magic do as they say", async () => {
    for (const { number, fate } of magicHandsets) {
      const { send, clock, receipts } = opened();
      const answer = await send(1, { to: number });
      await clock.advance(day);
      if (fate.kind === "undelivered")
        expect(receipts).toMatchObject([{ errorCode: fate.errorCode }]);
      else if (fate.kind === "delivers") expect(receipts).toMatchObject([{ errorCode: null }]);
      else expect(receipts).toEqual([]);
      expect(answer.ok).toBe(fate.kind !== "unanswered" && fate.kind !== "busy");
      if (fate.kind !== "busy") continue;
      expect(await send(1, { to: number })).toMatchObject({ code: 30017, isTemporary: true });
      expect((await send(1, { to: number })).ok).toBe(true);
    }
  });
});
