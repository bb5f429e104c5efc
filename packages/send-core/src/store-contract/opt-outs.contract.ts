import { createSid } from "@repartee/protocol";
import { describe, expect, test } from "vitest";
import { accountSid, now, type OpenStore } from "./stored.fixture.ts";

export function optOutsContract(name: string, opened: OpenStore): void {
  describe(`${name}: opt-outs`, () => {
    const handset = "+14155550100";
    const entry = { accountSid, scope: "+15005550006", recipient: handset, at: now };
    const optOut = { ...entry, messageSid: null };

    test("keeps them, each once", async () => {
      const { optOuts } = (await opened()).store;
      expect(await optOuts.scopes(accountSid, handset)).toEqual(new Map());
      const known = { ...optOut, messageSid: createSid("SM") };
      expect(await optOuts.add([known, optOut, { ...optOut, scope: "MG1" }])).toBe(2);
      expect(await optOuts.find(optOut)).toEqual(known);
      expect(await optOuts.scopes(accountSid, handset)).toEqual(
        new Map([
          [entry.scope, entry.at],
          ["MG1", entry.at],
        ]),
      );
      expect(await optOuts.scopes(createSid("AC"), handset)).toEqual(new Map());
      expect(await optOuts.remove(optOut)).toBe(true);
      expect(await optOuts.remove(optOut)).toBe(false);
      expect(await optOuts.scopes(accountSid, handset)).toEqual(new Map([["MG1", entry.at]]));
    });

    test("lists them page by page, in order", async () => {
      const { optOuts } = (await opened()).store;
      const all = ["+1", "+2"].flatMap((scope) =>
        ["+3", "+4", "+5"].map((recipient) => ({ ...optOut, scope, recipient })),
      );
      await optOuts.add(all.toReversed());
      const first = await optOuts.list({ accountSid, limit: 4 });
      const rest = await optOuts.list({ accountSid, limit: 4, after: first.at(-1) });
      expect([...first, ...rest]).toEqual(all);
      expect(await optOuts.list({ accountSid: createSid("AC"), limit: 4 })).toEqual([]);
    });
  });
}
