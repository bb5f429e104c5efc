import { configuredService, poolOf } from "@repartee/send-core/contract";
import { expect, onTestFinished, test } from "vitest";
import { openDatabase } from "../engine/database.ts";
import { createGroupCommit } from "../engine/group-commit.ts";
import { migrate } from "../engine/migrate.ts";
import { openSqliteStore } from "../open-sqlite-store.ts";
import { selectSticky, upsertSticky } from "../sql/sticky.ts";
import { createConfiguration } from "./configuration.ts";
import { createResources } from "./resources.ts";

function opened() {
  const db = openDatabase(":memory:");
  onTestFinished(db.close);
  migrate(db);
  const resources = createResources(db);
  const commit = createGroupCommit(db, [resources]);
  return { db, commit, configuration: createConfiguration(resources, commit) };
}

test("keeps feedback, and when it was first given", async () => {
  const { feedback, close } = openSqliteStore({ file: ":memory:" });
  onTestFinished(close);
  const messageSid = `SM${"a".repeat(32)}` as const;
  await feedback.put({ messageSid, outcome: "unconfirmed" }, 5);
  expect(await feedback.put({ messageSid, outcome: "confirmed" }, 9)).toEqual({
    messageSid,
    outcome: "confirmed",
    dateCreated: 5,
    dateUpdated: 9,
  });
  await feedback.remove(messageSid);
  expect(await feedback.put({ messageSid, outcome: "confirmed" }, 11)).toMatchObject({
    dateCreated: 11,
  });
});

test("a sender that leaves a service is forgotten as a sticky sender", async () => {
  const { db, configuration } = opened();
  const { change } = configuration;
  const [here, there] = ["+14155550100", "+14155550101"] as const;
  const service = configuredService(poolOf("+15005550006", "+15005550010"));
  const remembered = (to: string) => db.prepare(selectSticky).get(service.sid, to)?.[0];
  await change(({ services }) => services.add(service));
  db.prepare(upsertSticky).run(service.sid, here, "+15005550006", 1);
  db.prepare(upsertSticky).run(service.sid, there, "+15005550010", 1);
  await change(({ services }) =>
    services.change(service.sid, (current) => ({ ...current, stickySender: false })),
  );
  expect(remembered(here)).toBe("+15005550006");
  await change(({ services }) =>
    services.change(service.sid, ({ pool, ...rest }) => ({ ...rest, pool: pool.slice(1) })),
  );
  expect(remembered(here)).toBeUndefined();
  expect(remembered(there)).toBe("+15005550010");
  await change(({ services }) => services.remove(service.sid));
  expect(remembered(there)).toBeUndefined();
});

test("a change whose transaction fails is not seen, not even by the next one", async () => {
  const { db, commit, configuration } = opened();
  const [lost, kept] = [configuredService(poolOf("ACME")), configuredService(poolOf("ACME"))];
  // A full disk: this commit cannot take the row.
  db.exec("create trigger full before insert on resource begin select raise(abort, 'full'); end");
  await expect(configuration.change(({ services }) => services.add(lost))).rejects.toThrow("full");
  expect(await configuration.services.list()).toEqual([]);
  db.exec("drop trigger full");
  const [failed] = await Promise.allSettled([
    commit(() => {
      throw new Error("A neighbour in the same transaction");
    }),
    configuration.change(({ services }) => services.add(kept)),
  ]);
  expect(failed).toMatchObject({ status: "rejected" });
  expect(await configuration.services.findBySender("ACME")).toEqual(kept);
});
