import { PDFDocument } from "@cantoo/pdf-lib";
import { expect, test } from "vitest";
import { probe } from "./index.ts";
import { animation, scene, turned } from "./test/real-pictures.fixture.ts";
import { amr, clip, upright, wav } from "./test/recordings.fixture.ts";

test("a picture, upright", async () => {
  const bytes = await turned(await scene(120, 80), 6);
  expect(await probe(bytes)).toEqual({
    contentType: "image/jpeg",
    size: bytes.length,
    width: 120,
    height: 80,
    frames: 1,
  });
});

test("an animation", async () => {
  const bytes = await animation("gif", { frames: 5, width: 60, height: 40, delay: 80 });
  expect(await probe({ bytes })).toEqual({
    contentType: "image/gif",
    size: bytes.length,
    width: 60,
    height: 40,
    frames: 5,
    durationMs: 400,
  });
});

test("a film, lying and upright", async () => {
  const facts = await probe(clip);
  expect(facts).toMatchObject({
    contentType: "video/mp4",
    size: clip.length,
    width: 64,
    height: 48,
    videoCodec: "AVC",
    audioCodec: "AAC",
  });
  expect(facts.durationMs).toBeGreaterThanOrEqual(1_000);
  expect(facts.durationMs).toBeLessThan(1_200);
  expect(await probe(upright())).toMatchObject({ width: 48, height: 64 });
});

test("sound", async () => {
  expect(await probe(wav(2))).toEqual({
    contentType: "audio/vnd.wave",
    size: 32_044,
    durationMs: 2_000,
    audioCodec: "PCM",
  });
  expect(await probe(amr(150))).toMatchObject({
    contentType: "audio/amr",
    durationMs: 3_000,
    audioCodec: "AMR",
  });
});

test("many at once", async () => {
  const facts = await Promise.all(Array.from({ length: 12 }, () => probe(clip)));
  expect(new Set(facts.map(({ videoCodec }) => videoCodec))).toEqual(new Set(["AVC"]));
});

test("a document with pages, and text without", async () => {
  const document = await PDFDocument.create();
  for (let page = 0; page < 3; page++) document.addPage();
  expect(await probe(await document.save())).toMatchObject({
    contentType: "application/pdf",
    pages: 3,
  });
  const card = Buffer.from("BEGIN:VCARD\r\nVERSION:3.0\r\nEND:VCARD\r\n");
  expect(await probe(card)).toEqual({ contentType: "text/vcard", size: card.length });
});

test.each([
  ["nothing known", Buffer.from([1, 2, 3, 4]), "media_type_unknown"],
  ["a cut-off PDF", Buffer.from("%PDF-1.7\n1 0 obj"), "media_unreadable"],
  ["a film without tracks", clip.subarray(0, 32), "media_unreadable"],
  ["a cut-off picture", Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 16]), "image_unreadable"],
])("%s is told by its code", async (_, bytes, code) => {
  await expect(probe(bytes)).rejects.toMatchObject({ code });
});

test("a picture over the limit is not opened", async () => {
  const bytes = await (await scene(200, 200)).jpeg().toBuffer();
  await expect(probe(bytes, { maxInputPixels: 10_000 })).rejects.toMatchObject({
    code: "image_too_large",
  });
});

test("a limit of time ends it, and so does its caller", async () => {
  await expect(probe(clip, { timeoutSeconds: 0.001 })).rejects.toMatchObject({
    code: "probe_timeout",
  });
  const signal = AbortSignal.abort(new Error("not wanted any more"));
  await expect(probe(clip, { signal })).rejects.toThrow("not wanted any more");
  const controller = new AbortController();
  const running = probe(clip, { signal: controller.signal });
  controller.abort(new Error("not wanted any more"));
  await expect(running).rejects.toThrow("not wanted any more");
});
