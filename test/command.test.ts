import { existsSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import { deadPort, startApp } from "./support/app.ts";
import { repartee, running } from "./support/command.ts";
import { phone } from "./support/phone.ts";
import { handset, ourNumber, temporaryFolder } from "./support/platform.ts";

const dev = async (...args: string[]) =>
  repartee(["dev", "--port", "0", "--data", await temporaryFolder(), ...args]);

test.each([
  [
    "a number that is none",
    ["dev", "--number", "555"],
    /^repartee: --number must be in E\.164 form.*got "555"\.\n$/,
  ],
  [
    "a port that is none",
    ["dev", "--port", "99999"],
    /^repartee: --port must be a number from 0 to 65535, got "99999"\.\n$/,
  ],
  [
    "a webhook that is none",
    ["dev", "--webhook", "/sms"],
    /^repartee: --webhook must be an http\(s\) URL.*got "\/sms"\.\n$/,
  ],
  [
    "a command that is not there",
    ["dev", "--port", "0", "--", "no-such-command"],
    /^repartee: cannot start "no-such-command".*\n$/,
  ],
  [
    "an app that ends at once",
    ["dev", "--port", "0", "--", process.execPath, "-e", "process.exit(3)"],
    /^repartee: ".*" ended with exit code 3 before it listened.*\n$/m,
  ],
  ["an unknown flag", ["dev", "--prot", "0"], /unknown option '--prot'/],
])("%s: one clear line and exit code 2", async (_, args, line) => {
  const command = repartee([...args], { XDG_STATE_HOME: await temporaryFolder() });
  expect(await command.ended).toBe(2);
  expect(command.output()).toMatch(line);
});

test("a port in use, or a data folder in use: one clear line and exit code 2", async () => {
  const data = await temporaryFolder();
  const first = repartee(["dev", "--port", "0", "--data", data]);
  const { url } = await running(first);
  const samePort = await dev("--port", new URL(url).port);
  expect(await samePort.ended).toBe(2);
  expect(samePort.output()).toMatch(
    /^repartee: port \d+ is in use; choose another with --port.*\n$/,
  );
  const sameData = repartee(["dev", "--port", "0", "--data", data]);
  expect(await sameData.ended).toBe(2);
  expect(sameData.output()).toMatch(/^repartee: .*\n$/);
});

test("the port comes from --port, else from PORT", async () => {
  const port = await deadPort();
  const command = repartee(["dev", "--data", await temporaryFolder()], { PORT: String(port) });
  expect((await running(command)).url).toBe(`http://localhost:${port}`);
});

test("without --data a folder under the user's state directory, printed", async () => {
  const state = await temporaryFolder();
  const command = repartee(["dev", "--port", "0"], { XDG_STATE_HOME: state });
  const [, folder] = await command.prints(/Data\s+(\S+)/);
  expect(folder).toBe(join(state, "repartee"));
});

test("a webhook that cannot be reached yet is said, and does not stop it", async () => {
  const command = await dev("--webhook", `http://localhost:${await deadPort()}/sms`);
  await command.prints(/The webhook http:\S+ cannot be reached yet/);
  const { url } = await running(command);
  expect((await fetch(`${url}/healthz`)).status).toBe(200);
});

test("starts the app with its port and credentials, and ends it with Ctrl-C at once", async () => {
  const file = join(await temporaryFolder(), "app.mjs");
  await writeFile(
    file,
    `import { createServer } from "node:http";
     const { PORT, TWILIO_ACCOUNT_SID, TWILIO_AUTH_TOKEN, TWILIO_NUMBER } = process.env;
     process.on("SIGTERM", () => { console.log("told to end"); process.exit(0); });
     createServer((req, res) => {
       res.setHeader("Content-Type", "text/plain");
       res.end([req.url, TWILIO_ACCOUNT_SID, TWILIO_AUTH_TOKEN, TWILIO_NUMBER].join(" "));
     }).listen(PORT, () => console.log("the app speaks", process.pid));`,
  );
  const command = await dev("--webhook", "/hook", "--", process.execPath, file);
  const { url, account } = await running(command);
  const [, pid] = await command.prints(/the app speaks (\d+)/);
  const person = phone(url, handset);
  await person.sends(ourNumber, "Hi");
  await person.receives(
    ({ body }) => body === `/hook ${account.sid} ${account.authToken} ${ourNumber}`,
  );

  const start = performance.now();
  command.process.kill("SIGINT");
  expect(await command.ended).toBe(0);
  expect(performance.now() - start).toBeLessThan(5_000);
  expect(command.output()).toContain("told to end");
  expect(() => process.kill(Number(pid), 0)).toThrow(/ESRCH/);
});

test("an app that does not want to end, and a request under way, hold nothing up", async () => {
  const stubborn = `process.on("SIGTERM", () => {});
    require("node:http").createServer(() => console.log("asked")).listen(process.env.PORT);`;
  const command = await dev("--", process.execPath, "-e", stubborn);
  const { url } = await running(command);
  await phone(url, handset).sends(ourNumber, "Hi");
  await command.prints(/asked/);
  const start = performance.now();
  command.process.kill("SIGINT");
  expect(await command.ended).toBe(0);
  expect(performance.now() - start).toBeLessThan(5_000);
});

test("--data below a file: one clear line and exit code 2", async () => {
  const file = join(await temporaryFolder(), "file");
  await writeFile(file, "");
  const command = repartee(["dev", "--port", "0", "--data", join(file, "data")]);
  expect(await command.ended).toBe(2);
  expect(command.output()).toMatch(/^repartee: .*ENOTDIR.*\n$/);
});

test("an app does not outlive a command that is killed, nor does its folder", async () => {
  const stubborn = `process.on("SIGTERM", () => {});
    require("node:http").createServer().listen(process.env.PORT);
    console.log("TRUST", process.env.SSL_CERT_FILE, process.pid + ".");`;
  const command = await dev("--", process.execPath, "-e", stubborn);
  const [, file = "", pid] = await command.prints(/TRUST (\S+) (\d+)\./);
  await command.prints(/The app listens on/);
  command.process.kill("SIGKILL");
  await expect.poll(() => isRunning(Number(pid)), { timeout: 15_000 }).toBe(false);
  await expect.poll(() => existsSync(dirname(file)), { timeout: 15_000 }).toBe(false);
});

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

test("several numbers, one webhook", async () => {
  const appUrl = await startApp((_req, res) =>
    res.setHeader("Content-Type", "text/plain").end("Hello"),
  );
  const command = await dev(
    "--number",
    "+15005550001",
    "--number",
    "+18005550002",
    "--webhook",
    appUrl,
  );
  const { url } = await running(command);
  const person = phone(url, handset);
  await person.sends("+18005550002", "Hi");
  await person.receives(({ from }) => from === "+18005550002");
});

test("the README names each command and each of its flags", async () => {
  const readme = await readFile(new URL("../packages/cli/README.md", import.meta.url), "utf8");
  const help = async (...args: string[]) => {
    const command = repartee([...args, "--help"]);
    expect(await command.ended).toBe(0);
    return command.output();
  };
  const commands = [...(await help()).matchAll(/^ {2}([a-z-]+)(?= )/gm)].map(
    ([, name = ""]) => name,
  );
  expect(commands).toContain("dev");
  for (const name of commands.filter((name) => name !== "help")) {
    expect(readme).toContain(`repartee ${name}`);
    const flags = [...(await help(name)).matchAll(/^ {2}(--[a-z-]+)/gm)].map(
      ([, flag = ""]) => flag,
    );
    expect(flags.filter((flag) => !readme.includes(flag))).toEqual([]);
  }
});
