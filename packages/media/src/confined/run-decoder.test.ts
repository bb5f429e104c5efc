import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { expect, test, vi } from "vitest";
import { startDecoder } from "./decoder-process.ts";
import { nodeReserve } from "./node-reserve.ts";
import { type DecoderRun, runDecoder } from "./run-decoder.ts";
import { createWarmDecoders } from "./warm-decoders.ts";

const memory = { heap: 128, wasm: 64, array: 64, whole: 512, payload: 1 };
const late = new Error("late");

/** A decoder that says in which process it ran; `name` keeps the decoders of the tests apart. */
function decoder(name: string, does = ""): Omit<DecoderRun, "bytes"> {
  const body = `
  // ${name}
  ${does}
  return { answer: { pid: process.pid, length: bytes.length }, payload: Buffer.from(bytes) };`;
  return { body, memory, late, options: {}, timeoutMs: 20_000 };
}

async function pidOf(run: Omit<DecoderRun, "bytes">, bytes = Buffer.from("bytes")) {
  const { answer, payload } = await runDecoder({ ...run, bytes });
  expect(answer).toMatchObject({ length: bytes.length });
  expect(payload.equals(bytes)).toBe(true);
  return Number(Object(answer).pid);
}

function exists(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

const gone = (pid: number) =>
  vi.waitFor(() => expect(exists(pid)).toBe(false), { timeout: 15_000, interval: 20 });

test("one process does one job after another, each with its own bytes", async () => {
  const run = decoder("reused");
  const first = await pidOf(run, Buffer.alloc(300_000, "a\n"));
  expect(await pidOf(run, Buffer.alloc(0))).toBe(first);
  expect(await pidOf(run, Buffer.from("\n{}\n"))).toBe(first);
});

test("jobs at the same time have a process each, and one of them is kept", async () => {
  const run = decoder("together");
  const [one, other] = await Promise.all([pidOf(run), pidOf(run)]);
  expect(one).not.toBe(other);
  expect([one, other]).toContain(await pidOf(run));
});

test("other limits need another process", async () => {
  const run = decoder("limits");
  const first = await pidOf(run);
  expect(await pidOf({ ...run, memory: { ...memory, whole: 400 } })).not.toBe(first);
  await gone(first);
  expect(await pidOf({ ...run, timeoutMs: 19_000 })).not.toBe(first);
});

test.each([
  ["a fault", `if (options.isBad) throw new Error("damaged");`, { error: "damaged" }],
  [
    "a job that holds much memory",
    `if (options.isBad) globalThis.held = Buffer.alloc(2e8, 1);`,
    {},
  ],
])("%s ends the process", async (name, does, answer) => {
  const run = decoder(name, does);
  const first = await pidOf(run);
  const bad = await runDecoder({ ...run, bytes: Buffer.from("bad"), options: { isBad: 1 } });
  expect(bad.answer).toMatchObject(answer);
  await gone(first);
  expect(await pidOf(run)).not.toBe(first);
});

test("a time-out ends the process, also when a reused one is busy", async () => {
  const run = { ...decoder("busy", "while (options.isBad) {}"), timeoutMs: 3_000 };
  const first = await pidOf(run);
  const busy = runDecoder({ ...run, bytes: Buffer.from("bad"), options: { isBad: 1 } });
  await expect(busy).rejects.toBe(late);
  await gone(first);
});

test("a caller who gives up ends the process", async () => {
  const run = decoder("given up", "while (options.isBad) {}");
  const first = await pidOf(run);
  const controller = new AbortController();
  const { signal } = controller;
  const busy = runDecoder({ ...run, bytes: Buffer.from("x"), options: { isBad: 1 }, signal });
  controller.abort(new Error("not wanted any more"));
  await expect(busy).rejects.toThrow("not wanted any more");
  await gone(first);
});

test("what an earlier job left behind does not spoil a later one", async () => {
  const run = decoder(
    "spoiled",
    `if (globalThis.isSpoiled) throw new Error("spoiled"); globalThis.isSpoiled = true;`,
  );
  const first = await pidOf(run);
  expect(await pidOf(run)).not.toBe(first);
});

test("a process that died while it waited is replaced", async () => {
  const run = decoder("died");
  const first = await pidOf(run);
  process.kill(first, "SIGKILL");
  expect(await pidOf(run)).not.toBe(first);
});

test("a process ends after 50 jobs, and after some idle time", async () => {
  const run = decoder("many");
  const pids: number[] = [];
  for (let job = 0; job < 51; job++) pids.push(await pidOf(run));
  expect(new Set(pids.slice(0, 50)).size).toBe(1);
  expect(pids[50]).not.toBe(pids[0]);

  const warm = createWarmDecoders(1);
  const idle = startDecoder(run, await nodeReserve());
  const job = { bytes: Buffer.from("x"), options: {} };
  const result = await idle.run(job, new AbortController().signal);
  warm.giveBack(idle, result);
  await gone(Number(Object(result.answer).pid));
  expect(warm.take(run)).toBeUndefined();
});

test("a decoder that sends more than a result is not used again", async () => {
  const run = decoder("talkative", `setImmediate(() => write("{}\\n"));`);
  const first = await pidOf(run);
  expect(await pidOf(run)).not.toBe(first);
});

/** An app that decodes once; it prints the decoder's process and then runs `after`. */
async function app(after: string): Promise<{ readonly child: ChildProcess; readonly pid: number }> {
  const module = new URL("../../dist/confined/run-decoder.js", import.meta.url).href;
  const run = { ...decoder("app", "while (options.isBad) {}"), late: "late" };
  const script = `
    import { runDecoder } from ${JSON.stringify(module)};
    const run = { ...${JSON.stringify(run)}, bytes: Buffer.from("x") };
    console.log((await runDecoder(run)).answer.pid);
    ${after}`;
  const child = spawn(process.execPath, ["--input-type=module", "-e", script], {
    cwd: fileURLToPath(new URL(".", import.meta.url)),
    stdio: ["ignore", "pipe", "inherit"],
  });
  const [line] = await once(child.stdout, "data");
  return { child, pid: Number(String(line)) };
}

test("a waiting decoder does not keep an app alive, and ends with it", async () => {
  const { child, pid } = await app("");
  const started = performance.now();
  const [code] = await once(child, "exit");
  expect(code).toBe(0);
  // The decoder waits for ten seconds.
  expect(performance.now() - started).toBeLessThan(9_500);
  await gone(pid);
});

test("a decoder ends with an app that is killed, and with one that exits during a job", async () => {
  const killed = await app("setInterval(() => {}, 1_000);");
  expect(exists(killed.pid)).toBe(true);
  killed.child.kill("SIGKILL");
  await gone(killed.pid);

  const exiting = await app(`
    void runDecoder({ ...run, options: { isBad: 1 } });
    setImmediate(() => process.exit(0));`);
  await once(exiting.child, "exit");
  await gone(exiting.pid);
});
