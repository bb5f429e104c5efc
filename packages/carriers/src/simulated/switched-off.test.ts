import { createVirtualClock } from "@repartee/send-core";
import { expect, test } from "vitest";
import { createSimulatedNetwork } from "./simulated-network.ts";

const number = "+14155551001";

test("a handset that is switched off gets nothing until it is on again", async () => {
  const clock = createVirtualClock(0);
  const network = createSimulatedNetwork({ clock });
  const codes: (number | null)[] = [];
  network.onReceipt(async ({ errorCode }) => void codes.push(errorCode));
  for (const isOff of [true, false]) {
    network.switchOff(number, isOff);
    expect(network.isSwitchedOff(number)).toBe(isOff);
    await network.send({
      messageSid: `SM${"1".repeat(32)}`,
      from: "+15005550006",
      to: number,
      body: "Are you there?",
      media: [],
      transport: "sms",
      numSegments: 1,
    });
    await clock.advance(1000);
  }
  expect(codes).toEqual([30003, null]);
});

test("who listens is told of each handset that is switched", () => {
  const network = createSimulatedNetwork();
  const told: [string, boolean][] = [];
  const stop = network.onSwitched((one) => told.push([one, network.isSwitchedOff(one)]));
  network.switchOff(number);
  network.switchOff(number, false);
  stop();
  network.switchOff(number);
  expect(told).toEqual([
    [number, true],
    [number, false],
  ]);
});
