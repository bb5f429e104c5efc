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
    numbers: ["+14155550123"],
  });
});

test("what is set wins over the file, but for what is empty", async () => {
  const folder = await folderWith(
    `TWILIO_ACCOUNT_SID=${sid}\nTWILIO_AUTH_TOKEN=token\nTWILIO_NUMBER=+14155550123\n`,
  );
  const env = { TWILIO_ACCOUNT_SID: other, TWILIO_AUTH_TOKEN: "", TWILIO_NUMBER: "+14155550199" };
  expect(await readAppSettings(env, folder)).toEqual({
    account: { sid: other, authToken: "token" },
    numbers: ["+14155550199"],
  });
});

test.each([
  ["nothing", undefined],
  ["a SID that is a placeholder", "TWILIO_ACCOUNT_SID=ACxxxxxxxx\nTWILIO_AUTH_TOKEN=token"],
  ["a SID without a token", `TWILIO_ACCOUNT_SID=${sid}`],
  ["the SID of an API key", `TWILIO_ACCOUNT_SID=SK${"0".repeat(32)}\nTWILIO_AUTH_TOKEN=token`],
])("%s: no account", async (_, file) => {
  expect(await readAppSettings({}, await folderWith(file))).toEqual({
    account: undefined,
    numbers: [],
  });
});
