import fc from "fast-check";
import { expect, test } from "vitest";
import { createBudget } from "./memory-budget.ts";

test("never gives out more than there is, in order, and gets back what failed", async () => {
  const amounts = fc.array(fc.integer({ min: 0, max: 150 }), { minLength: 1, maxLength: 20 });
  await fc.assert(
    fc.asyncProperty(amounts, fc.nat(19), async (wanted, failing) => {
      const budget = createBudget(100);
      const started: number[] = [];
      let [used, most] = [0, 0];
      const done = await Promise.allSettled(
        wanted.map((amount, index) =>
          budget(amount, async () => {
            started.push(index);
            used += Math.min(amount, 100);
            most = Math.max(most, used);
            await new Promise((resolve) => setImmediate(resolve));
            used -= Math.min(amount, 100);
            if (index === failing) throw new Error("damaged");
          }),
        ),
      );
      expect(most).toBeLessThanOrEqual(100);
      expect(started).toEqual(wanted.map((_, index) => index));
      expect(done.filter(({ status }) => status === "rejected")).toHaveLength(
        failing < wanted.length ? 1 : 0,
      );
    }),
    { numRuns: 50 },
  );
});
