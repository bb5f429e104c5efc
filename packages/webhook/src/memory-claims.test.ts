import { expect, test } from "vitest";
import { claimStoreContract } from "./claim-store.contract.ts";
import { createMemoryClaims } from "./memory-claims.ts";

claimStoreContract("in memory", async () => ({
  claims: createMemoryClaims(),
  close: async () => {},
}));

const response = { status: 200, headers: {}, body: "<Response/>" };

test("a finished delivery is forgotten in time", async () => {
  let now = 0;
  const claims = createMemoryClaims({ keepMs: 1000, now: () => now });
  const claim = await claims.claim("a");
  if (claim.kind === "claimed") await claim.settle(response);
  now = 999;
  expect((await claims.claim("a")).kind).toBe("finished");
  now = 1000;
  expect((await claims.claim("a")).kind).toBe("claimed");
});

test("only so many are remembered, the newest", async () => {
  const claims = createMemoryClaims({ max: 2 });
  for (const key of ["a", "b", "c"]) {
    const claim = await claims.claim(key);
    if (claim.kind === "claimed") await claim.settle(response);
  }
  expect((await claims.claim("c")).kind).toBe("finished");
  expect((await claims.claim("b")).kind).toBe("finished");
  expect((await claims.claim("a")).kind).toBe("claimed");
});
