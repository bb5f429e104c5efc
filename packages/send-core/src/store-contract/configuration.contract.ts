import { createSid } from "@repartee/protocol";
import { describe, expect, test } from "vitest";
import type { Application, Configuration, ConfigurationDraft } from "../index.ts";
import { configuredNumber, configuredService, poolOf } from "./configured.fixture.ts";
import { accountSid, type OpenStore } from "./stored.fixture.ts";

export function configurationContract(name: string, opened: OpenStore): void {
  async function openConfiguration(): Promise<Configuration> {
    return (await opened()).store.configuration;
  }

  describe(`${name}: configuration`, () => {
    test("a change of a number survives a restart; the number is found by its new address", async () => {
      const { store, reopen } = await opened();
      const number = configuredNumber();
      await store.configuration.change(({ numbers }) => numbers.add(number));
      await store.configuration.change(({ numbers }) =>
        numbers.change(number.sid, (current) => ({ ...current, address: "+15005550010" })),
      );
      const { numbers } = (await reopen()).configuration;
      expect(await numbers.findAddress(number.address)).toBeUndefined();
      expect(await numbers.findAddress("+15005550010")).toMatchObject({ sid: number.sid });
      expect(await numbers.list(createSid("AC"))).toEqual([]);
    });

    test("changes that arrive together all count", async () => {
      const { change, services } = await openConfiguration();
      const service = configuredService();
      await change((draft) => draft.services.add(service));
      const addresses = Array.from({ length: 20 }, (_, index) => `+1500555${1000 + index}`);
      await Promise.all([
        ...addresses.map((address) =>
          change((draft) =>
            draft.services.change(service.sid, (current) => ({
              ...current,
              pool: [...current.pool, ...poolOf(address)],
            })),
          ),
        ),
        change((draft) =>
          draft.services.change(service.sid, (current) => ({ ...current, smartEncoding: true })),
        ),
        change((draft) =>
          draft.services.change(service.sid, (current) => ({ ...current, validityPeriod: 60 })),
        ),
      ]);
      const changed = await services.find(service.sid);
      expect(changed).toMatchObject({ smartEncoding: true, validityPeriod: 60 });
      expect(changed?.pool.map(({ address }) => address)).toEqual(addresses);
    });

    test("of changes that claim the same address, one succeeds", async () => {
      const { change, numbers } = await openConfiguration();
      const all = Array.from({ length: 20 }, () => configuredNumber());
      const results = await Promise.allSettled(
        all.map((one) => change((draft) => draft.numbers.add(one))),
      );
      expect(results.map(({ status }) => status)).toEqual([
        "fulfilled",
        ...all.slice(1).map(() => "rejected"),
      ]);
      expect(results[1]).toMatchObject({ reason: { code: "data_invalid" } });
      expect(await numbers.list()).toEqual(all.slice(0, 1));
      await change((draft) => {
        for (const { sid } of draft.numbers.list()) draft.numbers.remove(sid);
        for (const one of all.slice(5, 6)) draft.numbers.add(one);
      });
      expect(await numbers.list()).toEqual(all.slice(5, 6));
    });

    test("a sender is in one pool at most", async () => {
      const { change, services } = await openConfiguration();
      const [one, other] = [configuredService(poolOf("ACME")), configuredService(poolOf("ACME"))];
      await change((draft) => draft.services.add(one));
      await expect(change((draft) => draft.services.add(other))).rejects.toMatchObject({
        code: "data_invalid",
      });
      await change((draft) => draft.services.add({ ...other, pool: [] }));
      const claim = (draft: ConfigurationDraft) =>
        draft.services.change(other.sid, (current) => ({ ...current, pool: one.pool }));
      await expect(change(claim)).rejects.toMatchObject({ code: "data_invalid" });
      await change((draft) => {
        draft.services.remove(one.sid);
        claim(draft);
      });
      expect((await services.findBySender("ACME"))?.sid).toBe(other.sid);
    });

    test("a change never adds: what was removed stays removed", async () => {
      const { change, applications } = await openConfiguration();
      const application = configuredApplication();
      await change((draft) => draft.applications.add(application));
      const rename = () =>
        change((draft) =>
          draft.applications.change(application.sid, (current) => ({
            ...current,
            friendlyName: `${current.friendlyName}!`,
          })),
        );
      const remove = () => change((draft) => draft.applications.remove(application.sid));
      const results = await Promise.all([rename(), remove(), rename(), remove()]);
      expect(results.map((one) => one?.friendlyName)).toEqual([
        "Desk!",
        "Desk!",
        undefined,
        undefined,
      ]);
      expect(await applications.list()).toEqual([]);
    });

    test("a change that throws writes nothing, and leaves those beside it alone", async () => {
      const { change, numbers } = await openConfiguration();
      const [kept, refused] = [configuredNumber("+15005550007"), configuredNumber("+15005550008")];
      const results = await Promise.allSettled([
        change((draft) => draft.numbers.add(kept)),
        change((draft) => {
          draft.numbers.add(refused);
          draft.numbers.remove(kept.sid);
          throw new Error("Refused");
        }),
      ]);
      expect(results).toMatchObject([{ status: "fulfilled" }, { reason: { message: "Refused" } }]);
      expect(await numbers.list()).toEqual([kept]);
      expect(await numbers.findAddress(refused.address)).toBeUndefined();
    });

    test("within a change, reads see what it has written; its draft ends with it", async () => {
      const { change } = await openConfiguration();
      const number = configuredNumber();
      const leaked = await change((draft) => {
        draft.numbers.add(number);
        expect(draft.numbers.findAddress(number.address)).toEqual(number);
        expect(draft.numbers.list(accountSid)).toEqual([number]);
        draft.numbers.remove(number.sid);
        expect(draft.numbers.findAddress(number.address)).toBeUndefined();
        return draft;
      });
      expect(() => leaked.numbers.add(number)).toThrow("synchronous");
      expect(() => leaked.numbers.find(number.sid)).toThrow("synchronous");
    });
  });
}

function configuredApplication(): Application {
  const { smsApplicationSid, address, type, sms, mms, given, ...rest } = configuredNumber();
  return { ...rest, sid: createSid("AP"), friendlyName: "Desk", messageStatusCallback: "" };
}
