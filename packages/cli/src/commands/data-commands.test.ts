import { mkdtemp, open, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable, Writable } from "node:stream";
import { type Platform, startPlatform } from "@repartee/platform";
import { expect, onTestFinished, test } from "vitest";
import { main } from "../main.ts";

const number = "+15005550006";
const handset = "+14155550100";

async function folder(): Promise<string> {
  const made = await mkdtemp(join(tmpdir(), "repartee-data-"));
  onTestFinished(() => rm(made, { recursive: true }));
  return made;
}

async function repartee(args: readonly string[], input = "") {
  let output = "";
  const stream = new Writable({
    write(chunk, _encoding, done) {
      output += chunk;
      done();
    },
  });
  const exitCode = await main(args, {
    env: {},
    stdin: Readable.from([Buffer.from(input)]),
    stdout: stream,
    stderr: stream,
    interrupted: new Promise(() => {}),
  });
  return { exitCode, output };
}

async function started(dataDir: string): Promise<Platform> {
  const platform = await startPlatform({ port: 0, dataDir, numbers: [{ address: number }] });
  onTestFinished(platform.close);
  return platform;
}

async function delivered({ account, sendCore }: Platform): Promise<string> {
  const sent = await sendCore.send({
    accountSid: account.sid,
    direction: "outbound-api",
    from: number,
    to: handset,
    body: "The secret ✓",
    mediaUrls: [],
  });
  if (!sent.ok) throw new Error(sent.sentence);
  const { sid } = await sendCore.reached(sent.message.sid, "delivered");
  return sid;
}

test("explain tells a message's story, whether the platform runs or not", async () => {
  const dataDir = await folder();
  const platform = await started(dataDir);
  const sid = await delivered(platform);
  const { port } = new URL(platform.url);
  const live = await repartee(["explain", sid, "--data", dataDir, "--port", port]);
  expect(live.exitCode).toBe(0);
  expect(live.output).toMatch(/^\d{4}-\S+Z {2}Accepted by the API/);
  expect(live.output).toContain("✓ (U+2713) is not in GSM-7");
  expect(live.output).toContain("It costs 0.00830 USD");
  expect(live.output).not.toContain("secret");
  await platform.close();
  expect(await repartee(["explain", sid, "--data", dataDir])).toEqual(live);
  expect(await repartee(["explain", "SM1", "--data", dataDir])).toEqual({
    exitCode: 1,
    output: "There is no message SM1.\n",
  });
});

test("explain says in one line what keeps it", async () => {
  const dataDir = await folder();
  const nothing = await repartee(["explain", "SM1", "--data", dataDir]);
  expect(nothing).toMatchObject({ exitCode: 2, output: expect.stringMatching(/^repartee: .*\n$/) });
  await started(dataDir);
  const elsewhere = await repartee(["explain", "SM1", "--data", dataDir, "--port", "1"]);
  expect(elsewhere.output).toBe(
    "repartee: a platform runs on this data folder, but not at port 1: name its --port.\n",
  );
});

test("doctor examines a folder, and recovers what is readable of a damaged one", async () => {
  const dataDir = await folder();
  const platform = await started(dataDir);
  const sid = await delivered(platform);
  expect(await repartee(["doctor", "--data", dataDir])).toMatchObject({
    exitCode: 1,
    output: expect.stringContaining("data_in_use: "),
  });
  await platform.close();
  const sound = await repartee(["doctor", "--data", dataDir]);
  expect(sound).toMatchObject({ exitCode: 0, output: expect.stringContaining("It is sound.\n") });
  expect(sound.output).toContain("  message: 1\n");

  // The schema stays readable, and all tables but one: the first page of the alerts is overwritten.
  const file = await open(join(dataDir, "repartee.db"), "r+");
  await file.write(Buffer.alloc(4096, 0xff), 0, 4096, 29 * 4096);
  await file.close();
  const target = join(dataDir, "recovered");
  const damaged = await repartee(["doctor", "--data", dataDir, "--recover", target]);
  expect(damaged).toMatchObject({ exitCode: 1, output: expect.stringContaining("data_corrupt") });
  expect(damaged.output).toMatch(/Saved \d+ rows to /);
  expect((await repartee(["doctor", "--data", target])).exitCode).toBe(0);
  expect((await repartee(["explain", sid, "--data", target])).exitCode).toBe(0);
  const twice = await repartee(["doctor", "--data", dataDir, "--recover", target]);
  expect(twice).toMatchObject({ exitCode: 2, output: expect.stringContaining("there already") });
});

test("prune removes what is too old or too much, and the file shrinks", async () => {
  const dataDir = await folder();
  const platform = await started(dataDir);
  const sid = await delivered(platform);
  expect((await repartee(["prune", "--data", dataDir])).output).toMatch(
    /^repartee: .*stop it first/,
  );
  await platform.close();
  const kept = await repartee(["prune", "--data", dataDir]);
  expect(kept).toMatchObject({
    exitCode: 0,
    output: expect.stringMatching(/^Removed 0 records: /),
  });
  expect((await repartee(["explain", sid, "--data", dataDir])).exitCode).toBe(0);
  const gone = await repartee(["prune", "--data", dataDir, "--older-than", "0.001m"]);
  expect(gone.output).toMatch(/^Removed 1 record: \d\.\d MB before, \d\.\d MB now\.\n$/);
  expect((await repartee(["explain", sid, "--data", dataDir])).exitCode).toBe(1);
});

test.each([
  [["--older-than", "7"], '--older-than must be an age such as 12h, 7d or 4w, got "7".'],
  [["--older-than", "0d"], '--older-than must be an age such as 12h, 7d or 4w, got "0d".'],
  [["--max-size", "lots"], '--max-size must be a size such as 500MB or 2GB, got "lots".'],
])("prune refuses %j", async (flags, sentence) => {
  const { exitCode, output } = await repartee(["prune", "--data", await folder(), ...flags]);
  expect({ exitCode, output }).toEqual({ exitCode: 2, output: `repartee: ${sentence}\n` });
});

test("opt-outs are exported and imported", async () => {
  const dataDir = await folder();
  const platform = await started(dataDir);
  const { account, sendCore } = platform;
  const stop = { from: handset, to: number, body: "STOP", media: [] };
  await sendCore.receive({ accountSid: account.sid, ...stop });
  await platform.close();
  const file = join(dataDir, "list.csv");
  expect(await repartee(["opt-outs", "export", file, "--data", dataDir])).toMatchObject({
    exitCode: 0,
  });
  const csv = await readFile(file, "utf8");
  expect(csv).toMatch(/^scope,recipient,since\n\+15005550006,\+14155550100,2\S+Z\n$/);
  expect((await repartee(["opt-outs", "export", "-", "--data", dataDir])).output).toBe(csv);

  const another = await folder();
  const next = await started(another);
  expect(await repartee(["opt-outs", "import", file, "--data", another])).toMatchObject({
    exitCode: 2,
    output: expect.stringContaining("repartee: "),
  });
  await next.close();
  const imported = await repartee(["opt-outs", "import", "-", "--data", another], csv);
  expect(imported).toEqual({ exitCode: 0, output: "Added 1 entry.\n" });
  await writeFile(file, `${csv}nonsense\n`);
  expect((await repartee(["opt-outs", "import", file, "--data", another])).output).toContain(
    "Line 3: ",
  );
  const again = await started(another);
  const request = { direction: "outbound-api", from: number, to: handset, body: "Hi" } as const;
  expect(
    await again.sendCore.send({ accountSid: again.account.sid, mediaUrls: [], ...request }),
  ).toMatchObject({ code: 21610 });
});
