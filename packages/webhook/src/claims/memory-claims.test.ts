import { expect, test } from "vitest";
import { claimStoreContract } from "./claim-store.contract.ts";
import type { ClaimStore } from "./claim-store.ts";
import { createMemoryClaims } from "./memory-claims.ts";

claimStoreContract("in memory", async () => ({
  claims: createMemoryClaims(),
  close: async () => {},
}));

const response = { status: 200, headers: {}, body: "<Response/>" };

async function finish(claims: ClaimStore, key: string): Promise<void> {
  const claim = await claims.claim(key);
  if (claim.kind === "claimed") await claim.settle(response);
}

test("a finished delivery is remembered for its time, and forgotten after twice that", async () => {
  let now = 0;
  const claims = createMemoryClaims({ keepMs: 1000, now: () => now });
  now = 900;
  await finish(claims, "a");
  now = 1899;
  expect((await claims.claim("a")).kind).toBe("finished");
  now = 2900;
  expect((await claims.claim("a")).kind).toBe("claimed");
});

test("a pause forgets all", async () => {
  let now = 0;
  const claims = createMemoryClaims({ keepMs: 1000, now: () => now });
  await finish(claims, "a");
  now = 2000;
  expect((await claims.claim("a")).kind).toBe("claimed");
});

test("the newest are remembered, and not more than twice as many", async () => {
  const claims = createMemoryClaims({ max: 100 });
  for (let index = 0; index < 1000; index++) await finish(claims, `${index}`);
  const kinds: string[] = [];
  for (let index = 0; index < 1000; index++) kinds.push((await claims.claim(`${index}`)).kind);
  expect(kinds.slice(900)).toEqual(Array.from({ length: 100 }, () => "finished"));
  expect(kinds.filter((kind) => kind === "finished").length).toBeLessThanOrEqual(200);
});

test.each([
  ["after a pause", 10_000, 0],
  ["among many others", 0, 1_000],
])("a delivery that runs is not claimed again %s", async (_, pauseMs, others) => {
  let now = 0;
  const claims = createMemoryClaims({ keepMs: 1000, max: 100, now: () => now });
  const own = await claims.claim("a");
  now += pauseMs;
  for (let index = 0; index < others; index++) await finish(claims, `${index}`);
  expect((await claims.claim("a")).kind).toBe("running");
  if (own.kind === "claimed") await own.settle(response);
  expect((await claims.claim("a")).kind).toBe("finished");
});

test("a delivery is remembered from its end on", async () => {
  let now = 0;
  const claims = createMemoryClaims({ keepMs: 1000, now: () => now });
  const own = await claims.claim("a");
  now = 1500;
  await finish(claims, "b");
  if (own.kind === "claimed") await own.settle(response);
  now = 2499;
  expect((await claims.claim("a")).kind).toBe("finished");
});

test("a delivery that is released after a turn can be claimed again", async () => {
  let now = 0;
  const claims = createMemoryClaims({ keepMs: 1000, now: () => now });
  const own = await claims.claim("a");
  now = 1500;
  await finish(claims, "b");
  if (own.kind === "claimed") await own.release();
  expect((await claims.claim("a")).kind).toBe("claimed");
});
