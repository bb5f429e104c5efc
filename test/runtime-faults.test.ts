import { message, response, write } from "@repartee/markup";
import express from "express";
import { expect, test } from "vitest";
import { deadPort, startApp } from "./support/app.ts";
import { faults, startFaulty } from "./support/faulty-apps.ts";
import { runtimeFor } from "./support/runtime.ts";

/** An app that works, and tells with what it was asked. */
async function healthyApp() {
  const app = express().use(express.urlencoded({ extended: false }));
  app.post("/", (req, res) => {
    const { ErrorCode = "none", ErrorUrl = "" } = req.body;
    res.type("text/xml").send(write(response(message(`${ErrorCode} ${ErrorUrl}`))));
  });
  return startApp(app);
}

const quick = "#ct=500&rt=250&tt=600";

const expected: readonly (readonly [name: keyof typeof faults, code: number])[] = [
  ["silent", 11205],
  ["resetting", 11205],
  ["hangingUp", 11205],
  ["dripping", 11203],
  ["stopping", 11205],
  ["truncating", 11206],
  ["babbling", 11206],
  ["garbage", 12100],
  ["misencoded", 12100],
  ["verbose", 11750],
  ["empty", 11770],
  ["circling", 11215],
  ["failing", 11200],
];

test.each(expected)(
  "an app that is %s ends in %d, in time, and the fallback answers",
  async (name, code) => {
    const url = `${await startFaulty(faults[name])}/sms`;
    const fallbackUrl = await healthyApp();
    const webhook = { url: `${url}${quick}`, method: "POST" as const, fallbackUrl };
    const world = await runtimeFor(undefined, { webhook });
    const exchange = await world.sends("Hi");
    expect(exchange.notices.map((notice) => notice.code)).toEqual([code]);
    expect(await world.replies(exchange)).toEqual([`${code} ${url}`]);
    // 600 ms for the app, and what a busy machine needs for the rest.
    expect((exchange.finishedAt ?? Number.NaN) - exchange.startedAt).toBeLessThan(3_000);
  },
);

test("an app that is not there ends in 11202, and the fallback answers", async () => {
  const url = `http://127.0.0.1:${await deadPort()}/sms`;
  const webhook = { url, method: "POST" as const, fallbackUrl: await healthyApp() };
  const world = await runtimeFor(undefined, { webhook });
  const exchange = await world.sends("Hi");
  expect(exchange.requests.map(({ cause }) => cause)).toEqual(["webhook", "webhook", "fallback"]);
  expect(await world.replies(exchange)).toEqual([`11202 ${url}`]);
});

test("two hundred apps that hang hold up nobody else", async () => {
  const bad = await Promise.all(
    Array.from({ length: 200 }, (_, index) =>
      startFaulty([faults.silent, faults.dripping, faults.stopping][index % 3] ?? faults.silent),
    ),
  );
  const good = await healthyApp();
  const numbers = new Map(
    bad.map((url, index) => [
      `+1500555${1000 + index}`,
      { url: `${url}#rt=5000&tt=5000`, method: "POST" as const },
    ]),
  );
  const world = await runtimeFor(good, { numbers });
  const began = performance.now();
  const hanging = [...numbers.keys()].map((to) => world.sends("Hi", { to }));
  let hasOneEnded = false;
  for (const exchange of hanging) void exchange.then(() => (hasOneEnded = true));
  for (let index = 0; index < 20; index += 1) {
    const exchange = await world.sends("Hi", {
      from: `+14155559${String(index).padStart(3, "0")}`,
    });
    expect(await world.replies(exchange)).toEqual(["none"]);
  }
  // All of them were answered while all the others hung.
  expect(hasOneEnded).toBe(false);
  expect(performance.now() - began).toBeLessThan(5_000);
  const ended = await Promise.all(hanging);
  const codes = new Set(ended.flatMap(({ notices }) => notices.map(({ code }) => code)));
  expect([...codes].sort()).toEqual([11203, 11205]);
});
