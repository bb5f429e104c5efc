import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createTranscoder, probe } from "../index.ts";
import { findProgram } from "./find-program.ts";

const ffmpeg = await findProgram("ffmpeg");

const folder = mkdtempSync(join(tmpdir(), "repartee-film-"));
afterAll(() => rmSync(folder, { recursive: true }));

/** Makes a file with ffmpeg's own test pictures and tones. */
function film(name: string, ...args: readonly string[]): Buffer {
  const path = join(folder, name);
  execFileSync(ffmpeg ?? "", ["-loglevel", "error", "-y", ...args, path]);
  return readFileSync(path);
}

describe.skipIf(ffmpeg === undefined)("sound and film (skipped where there is no ffmpeg)", () => {
  let clip: Buffer;
  let tone: Buffer;
  beforeAll(() => {
    const picture = ["-f", "lavfi", "-i", "testsrc2=size=320x240:rate=15:duration=4"];
    const sound = ["-f", "lavfi", "-i", "sine=frequency=440:duration=4"];
    clip = film(
      "clip.mp4",
      ...picture,
      ...sound,
      "-c:v",
      "libx264",
      "-preset",
      "ultrafast",
      "-b:v",
      "1M",
      "-c:a",
      "aac",
    );
    tone = film("tone.wav", "-f", "lavfi", "-i", "anoisesrc=duration=20:amplitude=0.3");
  });

  test("a film becomes a small H.264 one", async () => {
    const made = await createTranscoder().transcode(
      { contentType: "video/mp4", bytes: clip },
      { maxBytes: 200_000 },
    );
    if (!made.ok) throw new Error(made.sentence);
    expect(made.bytes.length).toBeLessThanOrEqual(200_000);
    expect(made.contentType).toBe("video/mp4");
    const { durationMs = 0, ...facts } = await probe(made.bytes);
    expect(facts).toMatchObject({ videoCodec: "AVC", audioCodec: "AAC" });
    expect(durationMs).toBeGreaterThan(3_900);
  });

  test("WebM and MPEG do too", async () => {
    for (const [name, contentType, ...encoder] of [
      // VP8: the usual VP9 takes seconds to encode.
      ["clip.webm", "video/webm", "-c:v", "libvpx", "-deadline", "realtime", "-cpu-used", "8"],
      ["clip.mpg", "video/mpeg"],
    ] as const) {
      const bytes = film(name, "-i", join(folder, "clip.mp4"), "-t", "1", "-r", "25", ...encoder);
      const made = await createTranscoder().transcode({ contentType, bytes }, { maxBytes: 60_000 });
      if (!made.ok) throw new Error(made.sentence);
      expect(await probe(made.bytes)).toMatchObject({ contentType: "video/mp4" });
    }
  });

  test("sound becomes AAC with room, and what a telephone plays without", async () => {
    const part = { contentType: "audio/vnd.wave", bytes: tone };
    const roomy = await createTranscoder().transcode(part, { maxBytes: 200_000 });
    expect(roomy).toMatchObject({ ok: true, contentType: "audio/mp4" });
    const tight = await createTranscoder().transcode(part, { maxBytes: 45_000 });
    if (!tight.ok) throw new Error(tight.sentence);
    expect(tight.bytes.length).toBeLessThanOrEqual(45_000);
    // Not every ffmpeg can write AMR.
    const { audioCodec, durationMs = 0 } = await probe(tight.bytes);
    expect(audioCodec).toMatch(/^(AMR|AAC)$/);
    expect(durationMs).toBeGreaterThan(19_900);
  });

  test("what does not fit, is damaged or takes too long is not convertible", async () => {
    const transcoder = createTranscoder();
    const bytes = clip;
    const part = { contentType: "video/mp4", bytes };
    expect(await transcoder.transcode(part, { maxBytes: 5_000 })).toMatchObject({
      ok: false,
      sentence: "It is not convertible here: 4 seconds of it do not fit in 5000 bytes.",
    });
    const broken = { contentType: "video/mp4", bytes: bytes.subarray(0, 3_000) };
    expect(await transcoder.transcode(broken, { maxBytes: 50_000 })).toMatchObject({ ok: false });
    expect(await createTranscoder({ timeoutMs: 1 }).transcode(part, { maxBytes: 200_000 })).toEqual(
      {
        ok: false,
        sentence: "It is not convertible here: it takes more than 1 ms.",
      },
    );
    await expect(
      transcoder.transcode(part, { maxBytes: 200_000, signal: AbortSignal.abort() }),
    ).rejects.toMatchObject({ name: "AbortError" });
  });

  test("a film of giant pictures is not opened", async () => {
    const giant = ["-f", "lavfi", "-i", "color=size=8000x5000:rate=1:duration=1"];
    const bytes = film("giant.mp4", ...giant, "-c:v", "libx264", "-preset", "ultrafast");
    const part = { contentType: "video/mp4", bytes };
    expect(await createTranscoder().transcode(part, { maxBytes: 60_000 })).toEqual({
      ok: false,
      sentence: "It is not convertible here: its picture is too large.",
    });
  });

  test("its caller ends it in the middle", async () => {
    const directory = mkdtempSync(join(folder, "cancelled-"));
    const part = { contentType: "video/mp4", bytes: clip };
    const controller = new AbortController();
    const running = createTranscoder({ directory }).transcode(part, {
      maxBytes: 200_000,
      signal: controller.signal,
    });
    controller.abort(new Error("not wanted any more"));
    await expect(running).rejects.toThrow("not wanted any more");
    expect(readdirSync(directory)).toEqual([]);
  });

  test("no playlist is opened, whatever it is called, and nothing is left behind", async () => {
    const secret = join(folder, "clip.mp4");
    const playlist = Buffer.from(`#EXTM3U\n#EXTINF:4,\nfile://${secret}\n#EXT-X-ENDLIST\n`);
    const directory = mkdtempSync(join(folder, "run-"));
    const transcoder = createTranscoder({ directory });
    for (const contentType of ["video/mp4", "video/mpeg", "audio/mpeg"]) {
      const part = { contentType, bytes: playlist };
      expect(await transcoder.transcode(part, { maxBytes: 500_000 })).toMatchObject({ ok: false });
    }
    const list = { contentType: "application/vnd.apple.mpegurl", bytes: playlist };
    expect(await transcoder.transcode(list, { maxBytes: 500_000 })).toEqual({
      ok: false,
      sentence: "application/vnd.apple.mpegurl is not convertible here.",
    });
    expect(readdirSync(directory)).toEqual([]);
  });
});

describe.skipIf(process.platform === "win32")("a program in place of ffmpeg", () => {
  /** It says how long the film is, and whether it finds another one of its kind at work. */
  function program(name: string, ...lines: readonly string[]): string {
    const path = join(folder, name);
    const script = ["#!/bin/sh", "PATH=/bin:/usr/bin", ...lines].join("\n");
    writeFileSync(path, script, { mode: 0o755 });
    return path;
  }
  const part = { contentType: "audio/mpeg", bytes: Buffer.alloc(10) };
  const length = "echo 'Duration: 00:00:02.00' >&2";

  test("is not started more often at once than it may be", async () => {
    const [lock, overlaps] = [join(folder, "lock"), join(folder, "overlaps")];
    const ffmpegPath = program(
      "one-at-a-time",
      `mkdir '${lock}' || echo overlap >> '${overlaps}'`,
      "sleep 0.02",
      `rmdir '${lock}'`,
      length,
      'for last; do :; done; case "$last" in *output*) echo made > "$(echo "$last" | cut -c6-)";; esac',
    );
    const transcoder = createTranscoder({ ffmpegPath, concurrency: 1 });
    const made = await Promise.all(
      Array.from({ length: 4 }, () => transcoder.transcode(part, { maxBytes: 10_000 })),
    );
    expect(made.map(({ ok }) => ok)).toEqual([true, true, true, true]);
    expect(existsSync(overlaps)).toBe(false);
  });

  test("without an encoder says so", async () => {
    const ffmpegPath = program("bare", length, `echo "Unknown encoder 'aac'" >&2; exit 1`);
    expect(await createTranscoder({ ffmpegPath }).transcode(part, { maxBytes: 30_000 })).toEqual({
      ok: false,
      sentence: "It is not convertible here: this ffmpeg has no encoder aac.",
    });
  });

  test("that does not end is ended, in either run", async () => {
    const started = performance.now();
    const stuck = [
      program("stuck", "exec sleep 60"),
      program("stuck-later", length, 'case "$*" in *output*) exec sleep 60;; esac'),
    ];
    for (const ffmpegPath of stuck)
      expect(
        await createTranscoder({ ffmpegPath, timeoutMs: 300 }).transcode(part, {
          maxBytes: 30_000,
        }),
      ).toEqual({
        ok: false,
        sentence: "It is not convertible here: it takes more than 300 ms.",
      });
    expect(performance.now() - started).toBeLessThan(5_000);
  });

  test("that is not there is no error either", async () => {
    const ffmpegPath = join(folder, "nothing");
    expect(await createTranscoder({ ffmpegPath }).transcode(part, { maxBytes: 30_000 })).toEqual({
      ok: false,
      sentence: "It is not convertible here: ffmpeg cannot be started.",
    });
  });
});

test("without ffmpeg nothing is convertible, and that is no error", async () => {
  const path = process.env.PATH;
  process.env.PATH = folder;
  try {
    const part = { contentType: "video/mp4", bytes: Buffer.alloc(10) };
    expect(await createTranscoder().transcode(part, { maxBytes: 5 })).toEqual({
      ok: false,
      sentence: "It is not convertible here: there is no ffmpeg on this machine.",
    });
  } finally {
    process.env.PATH = path;
  }
});
