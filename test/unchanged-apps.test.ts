import { spawnSync } from "node:child_process";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { test } from "vitest";
import { deadPort } from "./support/app.ts";
import { underDev } from "./support/app-under-dev.ts";
import { phone } from "./support/phone.ts";
import { handset, ourNumber, temporaryFolder } from "./support/platform.ts";

const fixture = (name: string) => fileURLToPath(new URL(`fixtures/${name}`, import.meta.url));
const sid = "AC0123456789abcdef0123456789abcdef";
const key = "SK0123456789abcdef0123456789abcdef";

// Debian's own Python has Debian's packages; another one may come first.
const python = ["/usr/bin/python3", "python3"].find(
  (program) => spawnSync(program, ["-c", "import flask, twilio"]).status === 0,
);

/**
 * `repartee dev -- COMMAND`, without a flag: the app starts, answers, and sends.
 *
 * @param portName the variable by which this test keeps its port apart from those of other tests.
 */
async function converse(command: readonly string[], env: string, portName: string) {
  const cwd = await temporaryFolder();
  await writeFile(join(cwd, ".env"), env);
  const port = await deadPort();
  const dev = await underDev(command, { cwd, env: { [portName]: String(port) } });
  const person = phone(dev.url, handset);
  // At once: the message waits for the app.
  await person.sends(ourNumber, "Hello");
  await person.receives(({ body }) => body === "By REST: Hello");
  await person.receives(({ body }) => body === "By markup");
  await dev.prints(new RegExp(`The app listens on http://localhost:${port};`));
  return dev;
}

test("an Express app with a port of its own and an API key", async () => {
  const env = `TWILIO_ACCOUNT_SID=${sid}\nTWILIO_API_KEY=${key}\nTWILIO_API_SECRET=secret\n`;
  await converse([process.execPath, fixture("sdk-app.cjs")], env, "SDK_PORT");
});

test.skipIf(python === undefined)(
  "a Flask app with its reloader, and credentials under other names (needs python3-flask, python3-twilio)",
  async () => {
    const env = `MY_ACCOUNT=${sid}\nMY_SECRET=secret\n`;
    const dev = await converse([python ?? "", fixture("flask_app.py")], env, "FLASK_PORT");
    await dev.prints(new RegExp(`Adopted the credentials ${sid}`));
  },
);

test("an app that replaces its environment and forks, as twilio-run does", async () => {
  const env = `ACCOUNT_SID=${sid}\nAUTH_TOKEN=secret\n`;
  await converse([process.execPath, fixture("forking-app.cjs")], env, "RUN_PORT");
});
