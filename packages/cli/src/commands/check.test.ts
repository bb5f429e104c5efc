import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable, Writable } from "node:stream";
import { afterAll, beforeAll, expect, test } from "vitest";
import { main } from "../main.ts";

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "repartee-check-"));
});
afterAll(() => rm(folder, { recursive: true }));

async function check(args: readonly string[], input = "") {
  let output = "";
  const stream = new Writable({
    write(chunk, _encoding, done) {
      output += chunk;
      done();
    },
  });
  const exitCode = await main(["check", ...args], {
    env: {},
    stdin: Readable.from([Buffer.from(input)]),
    stdout: stream,
    stderr: stream,
    interrupted: new Promise(() => {}),
  });
  return { exitCode, output };
}

async function file(name: string, xml: string): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, xml);
  return path;
}

test("a good document is quiet", async () => {
  expect(
    await check([await file("good.xml", "<Response><Message>Hi</Message></Response>")]),
  ).toEqual({
    exitCode: 0,
    output: "",
  });
});

test("warnings are printed with their place, and are no failure", async () => {
  const odd = await file(
    "odd.xml",
    '<Response>\n  <Message colour="red">Hi</Message>\n</Response>',
  );
  expect(await check([odd])).toEqual({
    exitCode: 0,
    output: `${odd}:2:3 12200 Attribute "colour" is not allowed in <Message>; it is ignored.\n`,
  });
});

test("verbs that cannot run are errors, from top to bottom and file by file", async () => {
  const bad = await file(
    "bad.xml",
    '<Response>\n<Message/>\n<Message method="PUT">a</Message>\n<Redirect>/x</Redirect><Message>b</Message></Response>',
  );
  const broken = await file("broken.xml", "<Response>\n  <Message>a & b</Message>\n</Response>");
  const { exitCode, output } = await check([bad, broken]);
  expect(exitCode).toBe(1);
  const places = output.split("\n").map((line) => /^\S+:\d+:\d+ \d+/.exec(line)?.[0]);
  expect(places).toEqual([
    `${bad}:2:1 14103`,
    `${bad}:3:1 14104`,
    `${bad}:4:24 12200`,
    `${broken}:2:14 12100`,
    undefined,
  ]);
});

test("- reads standard input", async () => {
  const { exitCode, output } = await check(["-"], "<Reply/>");
  expect(exitCode).toBe(1);
  expect(output).toBe("-:1:1 12102 The root element is <Reply>, not <Response>.\n");
});

test("a file that is not there: one clear line and exit code 2", async () => {
  const { exitCode, output } = await check([join(folder, "none.xml")]);
  expect(exitCode).toBe(2);
  expect(output).toMatch(/^repartee: cannot read .*none\.xml: ENOENT.*\n$/);
  expect((await check([])).exitCode).toBe(2);
});
