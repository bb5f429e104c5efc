import { describe, expect, test } from "vitest";
import type { ClaimStore } from "./claim-store.ts";

const response = {
  status: 200,
  headers: { "Content-Type": "text/xml" },
  body: "<Response>é</Response>",
};

/** What every store of claims keeps to. */
export function claimStoreContract(
  name: string,
  open: () => Promise<{ readonly claims: ClaimStore; close(): Promise<void> }>,
): void {
  describe(`the claims ${name}`, () => {
    test("are given to one of many callers, whom the others can await", async () => {
      const { claims, close } = await open();
      const all = await Promise.all(Array.from({ length: 20 }, () => claims.claim("a")));
      const [own, ...rest] = all.filter(({ kind }) => kind === "claimed");
      expect(rest).toEqual([]);
      const waiting = all.flatMap((claim) => (claim.kind === "running" ? [claim.done] : []));
      expect(waiting).toHaveLength(19);
      if (own?.kind === "claimed") await own.settle(response);
      await Promise.all(waiting);
      expect(await claims.claim("a")).toEqual({ kind: "finished", response });
      await close();
    });

    test("that are released can be had again", async () => {
      const { claims, close } = await open();
      const first = await claims.claim("a");
      const second = await claims.claim("a");
      if (first.kind === "claimed") await first.release();
      if (second.kind === "running") await second.done;
      expect([first.kind, second.kind, (await claims.claim("a")).kind]).toEqual([
        "claimed",
        "running",
        "claimed",
      ]);
      await close();
    });

    test("of one delivery hold up no other", async () => {
      const { claims, close } = await open();
      expect((await claims.claim("a")).kind).toBe("claimed");
      expect((await claims.claim("b")).kind).toBe("claimed");
      await close();
    });
  });
}
