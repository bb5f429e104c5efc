import { expect, test } from "vitest";
import { nodeReserve } from "./node-reserve.ts";

test.runIf(process.platform === "linux")(
  "what Node reserves is measured once, and is more than the memory of a small program",
  async () => {
    const reserve = await nodeReserve();
    expect(reserve).toBeGreaterThan(10);
    expect(reserve).toBeLessThan(4_096);
    expect(await nodeReserve()).toBe(reserve);
  },
);
