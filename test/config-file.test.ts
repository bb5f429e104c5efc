import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { carrierNames } from "@repartee/carriers";
import { parsePlatformFile } from "@repartee/platform";
import { isReparteeError } from "@repartee/protocol";
import { createRandom, mutate } from "@repartee/testkit";
import { expect, test } from "vitest";
import { repartee, running } from "./support/command.ts";
import { finishedExchange, phone } from "./support/phone.ts";
import { handset, ourNumber, temporaryFolder } from "./support/platform.ts";

// Answers with its path and with what the command has told it.
const app = `require("node:http").createServer((req, res) => {
  res.writeHead(200, { "Content-Type": "text/plain" });
  res.end([req.url, process.env.TWILIO_NUMBER, process.env.TWILIO_MESSAGING_SERVICE_SID].join(" "));
}).listen(process.env.PORT);`;
const program = ["--", process.execPath, "-e", app];

const readmeUrl = new URL("../packages/cli/README.md", import.meta.url);

/** A folder with a configuration file in it. */
async function folderWith(text: string, name = "repartee.config.yaml"): Promise<string> {
  const folder = await temporaryFolder();
  await writeFile(join(folder, name), text);
  return folder;
}

/** What the app answers to a text for each of these numbers. */
async function answers(url: string, numbers: readonly string[]): Promise<readonly string[]> {
  const bodies: string[] = [];
  for (const number of numbers) {
    const { exchange_sid: sid } = await phone(url, handset).sends(number, "Hi");
    const { requests } = await finishedExchange(url, sid);
    bodies.push(requests[0]?.response?.body ?? "no answer");
  }
  return bodies;
}

const dev = (folder: string, ...args: string[]) =>
  repartee(["dev", "--port", "0", "--data", folder, ...args], {}, folder);

test("the example of the README is a configuration with all that it says", async () => {
  const readme = await readFile(readmeUrl, "utf8");
  const folder = await folderWith(/^```yaml\n(.*?)^```$/ms.exec(readme)?.[1] ?? "");
  const checked = repartee(["config"], {}, folder);
  expect(await checked.ended).toBe(0);
  expect(checked.output()).toBe("repartee.config.yaml: 4 numbers, 1 service, nothing wrong.\n");

  const command = dev(folder, ...program);
  const { url, account } = await running(command);
  const [, service] = await command.prints(/Service\s+Marketing, (MG\w{32})/);
  expect(await answers(url, [ourNumber, "+18005550199", "72675"])).toEqual([
    `/marketing ${ourNumber} ${service}`,
    `/support ${ourNumber} ${service}`,
    `/sms ${ourNumber} ${service}`,
  ]);
  const authorization = `Basic ${btoa(`${account.sid}:${account.authToken}`)}`;
  const body = new URLSearchParams({ To: "+33612345678", From: ourNumber, Body: "Hi" });
  const messages = `${url}/2010-04-01/Accounts/${account.sid}/Messages.json`;
  const abroad = await fetch(messages, { method: "POST", headers: { authorization }, body });
  expect(await abroad.json()).toMatchObject({ code: 21408 });
});

test("whatever is in a file, it is a configuration or has lines with places", async () => {
  const readme = await readFile(readmeUrl, "utf8");
  const example = /^```yaml\n(.*?)^```$/ms.exec(readme)?.[1] ?? "";
  const tokens = [
    "*x",
    "&x",
    "&x [*x]",
    "- ",
    "[",
    "{",
    "null",
    ": ",
    "\n",
    "'",
    "|",
    "__proto__: {}",
  ];
  const random = createRandom(1);
  for (let run = 0; run < 300; run += 1) {
    const text = mutate(example, tokens, random);
    try {
      parsePlatformFile(text, { file: "f", appUrl: "http://localhost" });
    } catch (error) {
      const lines = isReparteeError(error, "config_invalid") ? error.message.split("\n") : [error];
      for (const line of lines) expect(line, text).toMatch(/^f:\d+:\d+ /);
    }
  }
});

test("flags win over the file, and the file over what the app has configured", async () => {
  const folder = await folderWith(
    JSON.stringify({
      numbers: [
        { address: ourNumber, webhookUrl: "/one" },
        { address: "+15005550199", webhookUrl: "/two" },
      ],
      network: { latency: { min: 0, max: 0 } },
    }),
    "repartee.config.json",
  );
  await writeFile(join(folder, ".env"), "TWILIO_NUMBER=+15005550123\n");
  const both = await running(dev(folder, ...program));
  expect(await answers(both.url, [ourNumber, "+15005550199"])).toEqual([
    `/one ${ourNumber} `,
    `/two ${ourNumber} `,
  ]);
  const other = await temporaryFolder();
  const args = ["--config", join(folder, "repartee.config.json"), "--number", "+15005550199"];
  const one = await running(dev(other, ...args, ...program));
  expect(await answers(one.url, ["+15005550199"])).toEqual(["/two +15005550199 "]);
  const third = await temporaryFolder();
  const flagged = await running(dev(third, ...args, "--webhook", "/three", ...program));
  expect(await answers(flagged.url, ["+15005550199"])).toEqual(["/three +15005550199 "]);
});

test("what is wrong with a file is said line by line, and nothing starts", async () => {
  const folder = await folderWith('numbers:\n  - adress: "+15005550006"\nrate: {}\n');
  const lines = [
    "repartee.config.yaml:2:5 numbers[0].address: expected a text, got nothing",
    'repartee.config.yaml:2:5 numbers[0].adress: expected a known key, got "adress"; did you mean "address"?',
    'repartee.config.yaml:3:1 rate: expected a known key, got "rate"; did you mean "rates"?',
  ];
  for (const command of [dev(folder, ...program), repartee(["config"], {}, folder)]) {
    expect(await command.ended).toBe(2);
    expect(command.output()).toBe(`${lines.join("\n")}\n`);
  }
});

test.each([
  [
    "a file that is not there",
    ["dev", "--config", "none.yaml"],
    /^repartee: none\.yaml cannot be read\.\n$/,
  ],
  [
    "two files",
    ["dev"],
    /^repartee: repartee\.config\.yaml and repartee\.config\.json are both here/,
  ],
  [
    "a path without an app",
    ["dev", "--config", "repartee.config.yaml"],
    /^repartee\.config\.yaml:1:48 numbers\[0\]\.webhookUrl: expected an http\(s\) URL as there is no appUrl, got "\/one"\n$/,
  ],
  [
    "a sender of a service that a flag leaves out",
    [
      "dev",
      "--config",
      "repartee.config.json",
      "--port",
      "0",
      "--data",
      "data",
      "--number",
      "+15005550199",
    ],
    /^repartee: services\[0\]\.senders\[0\]: expected an address of numbers, got "\+15005550006".*\n$/,
  ],
])("%s: one line, and exit code 2", async (_, args, line) => {
  const folder = await folderWith("numbers: [{ address: +15005550006, webhookUrl: /one }]\n");
  const service = { friendlyName: "A", senders: [ourNumber] };
  const file = { numbers: [{ address: ourNumber }], services: [service] };
  await writeFile(join(folder, "repartee.config.json"), JSON.stringify(file));
  const command = repartee(args, { XDG_STATE_HOME: folder }, folder);
  expect(await command.ended).toBe(2);
  expect(command.output()).toMatch(line);
});

/** The keys of a JSON Schema and of all that is in it. */
function keysOf(schema: unknown): readonly string[] {
  if (typeof schema !== "object" || schema === null) return [];
  const own = "properties" in schema ? Object.keys(schema.properties ?? {}) : [];
  return [...own, ...Object.values(schema).flatMap(keysOf)];
}

test("config --schema prints what editors read, and the README tells of each key", async () => {
  const command = repartee(["config", "--schema"]);
  expect(await command.ended).toBe(0);
  const schema: unknown = JSON.parse(command.output());
  expect(schema).toMatchObject({
    $schema: expect.stringContaining("json-schema.org"),
    properties: { numbers: {}, services: {}, rates: {}, network: {} },
  });
  const readme = await readFile(readmeUrl, "utf8");
  const named = new Set(
    [...readme.matchAll(/^\| .*$/gm)].flatMap(([row]) =>
      [...row.matchAll(/`([^`]+)`/g)].flatMap(([, key = ""]) => key.replace("[]", "").split(".")),
    ),
  );
  // Default carriers are rows of no table: their names are those of the simulated network.
  const told = keysOf(schema).filter((key) => !carrierNames.includes(key));
  expect([...new Set(told)].filter((key) => !named.has(key))).toEqual([]);
});

test("a recording is replayed with the services and settings of the file", async () => {
  const folder = await folderWith(
    `numbers: [{ address: +15005550006 }]
services: [{ friendlyName: Alerts, senders: [+15005550006], inboundRequestUrl: /alerts }]
network: { latency: { min: 0, max: 0 } }
`,
  );
  const file = join(folder, "talk.yaml");
  const recorder = dev(folder, "--record", file, ...program);
  const { url } = await running(recorder);
  await answers(url, [ourNumber]);
  recorder.process.kill("SIGINT");
  expect(await recorder.ended).toBe(0);
  const same = repartee(["replay", file, ...program], {}, folder);
  expect(await same.ended, same.output()).toBe(0);
  const without = repartee(["replay", file, ...program], {}, await temporaryFolder());
  expect(await without.ended, without.output()).toBe(1);
});
