import { chmod, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Account } from "@repartee/send-core";
import { openSqliteStore } from "@repartee/sqlite";
import { expect, onTestFinished, test } from "vitest";
import { startPlatform } from "../start-platform.ts";
import { databaseFile } from "./data-folder.ts";

const account: Account = { sid: `AC${"a".repeat(32)}`, authToken: "author's-own-token-0001" };
const numbers = [{ address: "+15005550006" }];

async function folder(): Promise<string> {
  const made = await mkdtemp(join(tmpdir(), "repartee-"));
  onTestFinished(() => rm(made, { recursive: true, force: true }));
  return made;
}

async function start(dataDir: string, given: Account | undefined = account) {
  const platform = await startPlatform({ port: 0, dataDir, numbers, account: given });
  onTestFinished(platform.close);
  return platform;
}

/** Calls the API with these credentials. */
async function call(url: string, path: string, { sid, authToken }: Account, form?: string) {
  const Authorization = `Basic ${Buffer.from(`${sid}:${authToken}`).toString("base64")}`;
  const headers = { Authorization, "Content-Type": "application/x-www-form-urlencoded" };
  const response = await fetch(
    url + path,
    form === undefined ? { headers } : { method: "POST", headers, body: form },
  );
  return { status: response.status, body: await response.text() };
}

/** The files of a folder in which these bytes are. */
async function filesWith(dataDir: string, bytes: string): Promise<string[]> {
  const files = await readdir(dataDir);
  expect(files).toContain("repartee.db");
  const holds = await Promise.all(
    files.map(async (name) => (await readFile(join(dataDir, name))).includes(bytes)),
  );
  return files.filter((_, index) => holds[index]);
}

const accountPath = `/2010-04-01/Accounts/${account.sid}.json`;

test("a given auth token is in none of the files, neither while it runs nor after", async () => {
  const dataDir = await folder();
  const platform = await start(dataDir);
  expect((await call(platform.url, accountPath, account)).status).toBe(200);
  const renamed = await call(platform.url, accountPath, account, "FriendlyName=Renamed");
  expect(JSON.parse(renamed.body)).toMatchObject({
    friendly_name: "Renamed",
    auth_token: account.authToken,
  });
  const sent = await call(
    platform.url,
    `/2010-04-01/Accounts/${account.sid}/Messages.json`,
    account,
    "From=%2B15005550006&To=%2B14155550100&Body=Hi",
  );
  expect(sent.status).toBe(201);
  expect(await filesWith(dataDir, account.authToken)).toEqual([]);
  await platform.close();
  expect(await filesWith(dataDir, account.authToken)).toEqual([]);
  expect(await filesWith(dataDir, account.sid)).toEqual(["repartee.db"]);

  const again = await start(dataDir);
  expect((await call(again.url, accountPath, account)).status).toBe(200);
  const guesses = ["", "wrong"].map((authToken) => ({ ...account, authToken }));
  for (const guess of guesses) {
    expect((await call(again.url, accountPath, guess)).status).toBe(401);
  }
});

test("the token of an earlier version's data is removed with its bytes", async () => {
  const dataDir = await folder();
  const store = openSqliteStore({ file: databaseFile(dataDir) });
  const other: Account = { sid: `AC${"b".repeat(32)}`, authToken: "author's-own-token-0002" };
  const rest = { friendlyName: "", status: "active", isTest: false } as const;
  const dates = { dateCreated: 1, dateUpdated: 1 };
  await store.configuration.change(({ accounts }) => {
    for (const one of [account, other]) {
      accounts.add({ ...one, ...rest, ...dates, accountSid: one.sid, ownerSid: one.sid });
    }
  });
  const branch = { sid: `AC${"c".repeat(32)}`, accountSid: `AC${"c".repeat(32)}` } as const;
  await store.configuration.change(({ accounts }) =>
    accounts.add({
      ...branch,
      ...rest,
      ...dates,
      authToken: "made-by-the-platform",
      ownerSid: account.sid,
    }),
  );
  await store.close();
  expect(await filesWith(dataDir, "author's-own-token-")).toEqual(["repartee.db"]);

  const platform = await start(dataDir);
  expect(await filesWith(dataDir, "author's-own-token-")).toEqual([]);
  expect((await call(platform.url, accountPath, account)).status).toBe(200);
  expect((await call(platform.url, accountPath, { ...account, authToken: "" })).status).toBe(401);
  const otherPath = accountPath.replace(account.sid, other.sid);
  expect((await call(platform.url, otherPath, other)).status).toBe(401);
  const child = { sid: branch.sid, authToken: "made-by-the-platform" };
  const childPath = accountPath.replace(account.sid, branch.sid);
  expect((await call(platform.url, childPath, child)).status).toBe(200);
});

test("an account without a given token keeps the token that was made for it", async () => {
  const dataDir = await folder();
  const first = await startPlatform({ port: 0, dataDir, numbers });
  const made = first.account;
  await first.close();
  const second = await startPlatform({ port: 0, dataDir, numbers });
  onTestFinished(second.close);
  expect(second.account).toEqual(made);
});

const modeOf = async (path: string) => ((await stat(path)).mode & 0o777).toString(8);

test.skipIf(process.platform === "win32")("only their owner reads folder and files", async () => {
  const dataDir = join(await folder(), "deep", "data");
  await start(dataDir);
  expect(await modeOf(dataDir)).toBe("700");
  const files = await readdir(dataDir);
  expect(files.length).toBeGreaterThan(1);
  for (const name of files) expect(await modeOf(join(dataDir, name))).toBe("600");
});

test.skipIf(process.platform === "win32")(
  "an open folder is closed, one of others is not",
  async () => {
    const [ours, shared] = [join(await folder(), "ours"), join(await folder(), "shared")];
    for (const dataDir of [ours, shared]) {
      await mkdir(dataDir);
      await (await start(dataDir)).close();
      await chmod(dataDir, 0o755);
      await chmod(databaseFile(dataDir), 0o644);
    }
    await writeFile(join(shared, "package.json"), "{}");
    await start(ours);
    await start(shared);
    expect(await modeOf(ours)).toBe("700");
    expect(await modeOf(databaseFile(ours))).toBe("600");
    expect(await modeOf(shared)).toBe("755");
    expect(await modeOf(databaseFile(shared))).toBe("600");
  },
);
