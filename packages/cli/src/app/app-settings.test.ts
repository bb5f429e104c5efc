import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { readAppSettings } from "./app-settings.ts";

const sid = `AC${"0123456789abcdef".repeat(2)}`;
const other = `AC${"f".repeat(32)}`;

async function folderWith(env?: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "repartee-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  if (env !== undefined) await writeFile(join(folder, ".env"), env);
  return folder;
}

test("reads .env as those do who load it", async () => {
  const folder = await folderWith(`# The account
TWILIO_ACCOUNT_SID=${sid}
export TWILIO_AUTH_TOKEN="a token"
TWILIO_PHONE_NUMBER='+14155550123' # ours
TWILIO_FROM=+14155550123
TWILIO_NUMBER=555
`);
  expect(await readAppSettings({}, folder)).toEqual({
    account: { sid, authToken: "a token" },
    hasAuthToken: true,
    testAccount: undefined,
    apiKeys: [],
    numbers: ["+14155550123"],
  });
});

test("what is set wins over the file, but for what is empty", async () => {
  const folder = await folderWith(
    `TWILIO_ACCOUNT_SID=${sid}\nTWILIO_AUTH_TOKEN=token\nTWILIO_NUMBER=+14155550123\n`,
  );
  const env = { TWILIO_ACCOUNT_SID: other, TWILIO_AUTH_TOKEN: "", TWILIO_NUMBER: "+14155550199" };
  expect(await readAppSettings(env, folder)).toMatchObject({
    account: { sid: other, authToken: "token" },
    numbers: ["+14155550199"],
  });
});

test.each([
  ["nothing", undefined],
  ["a SID that is a placeholder", "TWILIO_ACCOUNT_SID=ACxxxxxxxx\nTWILIO_AUTH_TOKEN=token"],
  ["the SID of an API key", `TWILIO_ACCOUNT_SID=SK${"0".repeat(32)}\nTWILIO_AUTH_TOKEN=token`],
])("%s: no account", async (_, file) => {
  expect(await readAppSettings({}, await folderWith(file))).toMatchObject({
    account: undefined,
    numbers: [],
  });
});

test("an API key needs no auth token: one is made for the signatures of this run", async () => {
  const username = `SK${"0".repeat(32)}`;
  const folder = await folderWith(
    `TWILIO_ACCOUNT_SID=${sid}\nTWILIO_API_KEY=${username}\nTWILIO_API_SECRET=secret\n`,
  );
  expect(await readAppSettings({}, folder, () => "made")).toMatchObject({
    account: { sid, authToken: "made" },
    hasAuthToken: false,
    apiKeys: [{ username, password: "secret" }],
  });
});

test("the names that Twilio's own tools use, and test credentials", async () => {
  const folder = await folderWith(
    `ACCOUNT_SID=${sid}\nAUTH_TOKEN=token\nTWILIO_TEST_ACCOUNT_SID=${other}\nTWILIO_TEST_AUTH_TOKEN=test`,
  );
  expect(await readAppSettings({}, folder)).toMatchObject({
    account: { sid, authToken: "token" },
    hasAuthToken: true,
    testAccount: { sid: other, authToken: "test" },
  });
});
