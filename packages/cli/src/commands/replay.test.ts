import { once } from "node:events";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable, Writable } from "node:stream";
import { expect, onTestFinished, test } from "vitest";
import { main } from "../main.ts";

const handset = "+14155550100";
const account = {
  TWILIO_ACCOUNT_SID: `AC${"5".repeat(32)}`,
  TWILIO_AUTH_TOKEN: "6".repeat(32),
};

interface Run {
  readonly exitCode: Promise<number>;
  /** Resolves with the match once it is printed. */
  prints(pattern: RegExp): Promise<RegExpExecArray>;
  out(): string;
  err(): string;
  interrupt(): void;
}

/** Runs the command in this process. */
function run(args: readonly string[], env: Record<string, string> = {}): Run {
  const written = { out: "", err: "" };
  const watchers = new Set<() => void>();
  const stream = (name: "out" | "err") =>
    new Writable({
      write(chunk, _encoding, done) {
        written[name] += chunk;
        for (const look of watchers) look();
        done();
      },
    });
  let interrupt = () => {};
  const interrupted = new Promise<void>((resolve) => {
    interrupt = resolve;
  });
  const exitCode = main(args, {
    env: { PATH: process.env.PATH, ...env },
    stdin: Readable.from([]),
    stdout: stream("out"),
    stderr: stream("err"),
    interrupted,
  });
  return {
    exitCode,
    prints: (pattern) =>
      new Promise((resolve) => {
        const look = () => {
          const match = pattern.exec(written.out);
          if (match) resolve(match);
        };
        watchers.add(look);
        look();
      }),
    out: () => written.out,
    err: () => written.err,
    interrupt,
  };
}

/** The program of an app that answers with a text. */
const program = (text: string) =>
  `require("node:http").createServer((req, res) => {
    res.writeHead(200, { "Content-Type": "text/plain" }).end(${JSON.stringify(text)});
  }).listen(process.env.PORT, () => console.log("listening"))`;

async function startApp(text: string): Promise<string> {
  const server = createServer((_req, res) => {
    res.writeHead(200, { "Content-Type": "text/plain" }).end(text);
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => void server.close());
  const address = server.address();
  return `http://127.0.0.1:${typeof address === "object" ? address?.port : ""}/sms`;
}

async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "repartee-replay-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  return folder;
}

/** Records one exchange with `repartee dev`. */
async function recorded(answer: string): Promise<string> {
  const folder = await temporaryFolder();
  const file = join(folder, "talk.yaml");
  const dev = run(
    ["dev", "--port", "0", "--data", folder, "--record", file, "--webhook", await startApp(answer)],
    { PORT: "" },
  );
  const [, url] = await dev.prints(/Phone page\s+(http:\S+)\/\n/);
  const form = new FormData();
  form.append("To", "+15005550006");
  form.append("Body", "Hi");
  const messages = `${url}/emulator/v1/phones/${encodeURIComponent(handset)}/messages`;
  const sent = await fetch(messages, { method: "POST", body: form });
  const { exchange_sid: sid }: { exchange_sid: string } = JSON.parse(await sent.text());
  await finished(`${url}/emulator/v1`, sid);
  dev.interrupt();
  expect(await dev.exitCode).toBe(0);
  return file;
}

/** Resolves once the exchange has finished. */
async function finished(api: string, sid: string): Promise<void> {
  const stop = new AbortController();
  const events = await fetch(`${api}/events`, { signal: stop.signal });
  const isFinished = async () => {
    const exchange: { finished_at: string | null } = JSON.parse(
      await (await fetch(`${api}/exchanges/${sid}`)).text(),
    );
    return exchange.finished_at !== null;
  };
  if (!(await isFinished())) {
    for await (const _ of events.body ?? []) if (await isFinished()) break;
  }
  stop.abort();
}

test("what dev records is played against an app that runs: 0 when it does the same, else 1", async () => {
  const file = await recorded("Hello");
  expect(await readFile(file, "utf8")).toContain("body: Hello\n");
  const same = run(["replay", file, "--webhook", await startApp("Hello")], account);
  expect(await same.exitCode).toBe(0);
  expect(same.out()).toBe(
    `1. ${handset} to +15005550006: "Hi": same\n1 exchange, all as recorded.\n`,
  );
  expect(same.err()).toBe("");

  const changed = run(["replay", file, "--webhook", await startApp("Good bye")]);
  expect(await changed.exitCode).toBe(1);
  expect(changed.out()).toContain('\n   -   "Hello"\n   +   "Good bye"\n');
  expect(changed.out()).toContain("1 exchange, 1 of them not as recorded.\n");
  expect(changed.err()).toMatch(/^repartee: .* are not set: an app that checks signatures will/);
});

test("it starts the app itself when it gets its command, and keeps its output apart", async () => {
  const file = await recorded("Hello");
  const started = run(["replay", file, "--", process.execPath, "-e", program("Hello")]);
  expect(await started.exitCode).toBe(0);
  expect(started.out()).not.toContain("listening");
  expect(started.err()).toContain("listening");
});

test("what keeps it from playing is one line, and 2", async () => {
  const folder = await temporaryFolder();
  const file = join(folder, "talk.yaml");
  await writeFile(file, "# A recording of Repartee, version 1: one exchange after another.\n");
  const other = join(folder, "other.yaml");
  await writeFile(other, "a: 1\n");
  const webhook = await startApp("Hello");
  const good = await recorded("Hello");
  for (const [args, line] of [
    [[join(folder, "none.yaml"), "--webhook", webhook], /none\.yaml cannot be read\.\n$/],
    [[file, "--webhook", webhook], /talk\.yaml has no exchange in it\.\n$/],
    [[other, "--webhook", webhook], /other\.yaml: /],
    [[good], /an app is needed: --webhook URL, or its command after --\.\n$/],
    [[good, "--webhook", "http://127.0.0.1:9/sms"], /nothing listens at http:.*\n$/],
    [[good, "--", process.execPath, "-e", "process.exit(3)"], /ended with exit code 3 before/],
  ] as const) {
    const failed = run(["replay", ...args], account);
    expect(await failed.exitCode, String(line)).toBe(2);
    expect(failed.err()).toMatch(line);
    expect(failed.err()).toMatch(/^repartee: /);
    expect(failed.out()).toBe("");
  }
  const refused = run(["dev", "--port", "0", "--data", folder, "--record", other], { PORT: "" });
  expect(await refused.exitCode).toBe(2);
  expect(refused.err()).toMatch(/other\.yaml is not a recording; it was not overwritten\.\n$/);
});
