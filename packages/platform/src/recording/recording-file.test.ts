import { chmod, mkdtemp, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { RecordedExchange } from "./recorded-exchange.ts";
import { createRecordingFile, readRecording } from "./recording-file.ts";

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "repartee-recording-file-"));
});
afterAll(() => rm(folder, { recursive: true }));

const text = fc.string({ unit: "binary" });
const media = fc.array(
  fc.record({
    type: text,
    sha256: fc.string({
      unit: fc.constantFrom(..."0123456789abcdef"),
      minLength: 64,
      maxLength: 64,
    }),
  }),
  { maxLength: 2 },
);
const exchange: fc.Arbitrary<RecordedExchange> = fc.record(
  {
    kind: fc.constantFrom("reply", "api"),
    from: text,
    to: text,
    body: text,
    media,
    otherRecipients: fc.array(text, { minLength: 1, maxLength: 2 }),
    requests: fc.array(
      fc.record({
        cause: text,
        method: text,
        url: text,
        // A record has no place for this one name.
        params: fc.dictionary(
          text.filter((name) => name !== "__proto__"),
          text,
        ),
        answer: fc.option(
          fc.record(
            { status: fc.nat(599), type: text, body: text },
            { requiredKeys: ["status", "type"] },
          ),
        ),
      }),
      { maxLength: 2 },
    ),
    messages: fc.array(
      fc.record(
        { from: text, to: text, body: text, media, error: fc.nat(65_000) },
        { requiredKeys: ["from", "to", "body", "media"] },
      ),
      { maxLength: 2 },
    ),
    notices: fc.array(fc.record({ code: fc.nat(65_000), sentence: text }), { maxLength: 2 }),
  },
  { requiredKeys: ["kind", "from", "to", "body", "media", "requests", "messages", "notices"] },
);

test("what is written is read again, whatever people have sent", async () => {
  let run = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(exchange, { maxLength: 3 }), async (exchanges) => {
      run += 1;
      const file = join(folder, `${run}.yaml`);
      const { append } = await createRecordingFile(file);
      for (const one of exchanges) await append(one);
      expect((await readRecording(file)).exchanges).toEqual(exchanges);
    }),
    { numRuns: 100 },
  );
});

test.each([
  ["text", "Dear diary", /Expected|expected|Invalid/],
  ["another document", "a: 1", /expected/],
  ["what is no YAML", "kind: [reply\nfrom: }", /line 1|line 2/],
  ["a hash that is a path", "kind: reply\nmedia: [{ type: a, sha256: ../../x }]", /sha256/],
])("%s is no recording", async (_, content, why) => {
  const file = join(folder, "other.yaml");
  await writeFile(file, content);
  await expect(readRecording(file)).rejects.toMatchObject({
    code: "recording_invalid",
    message: expect.stringMatching(why),
  });
});

test("media that are not there are said to be missing", async () => {
  const file = join(folder, "media.yaml");
  await createRecordingFile(file);
  const { media } = await readRecording(file);
  const item = { type: "image/png", sha256: "0".repeat(64) };
  await expect(media(item)).rejects.toMatchObject({ code: "recording_invalid" });
});

test.skipIf(process.platform === "win32")(
  "only their owner reads a recording and its media",
  async () => {
    const file = join(folder, "private.yaml");
    await writeFile(file, "");
    await chmod(file, 0o644);
    const { keepMedia } = await createRecordingFile(file);
    await keepMedia({ type: "image/png", sha256: "a".repeat(64) }, Buffer.from("png"));
    const modes = await Promise.all(
      [
        file,
        join(folder, "private.media"),
        join(folder, "private.media", `${"a".repeat(64)}.png`),
      ].map(async (path) => ((await stat(path)).mode & 0o777).toString(8)),
    );
    expect(modes).toEqual(["600", "700", "600"]);
  },
);
