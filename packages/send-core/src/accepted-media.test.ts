import { expect, test } from "vitest";
import { isAcceptedMedia } from "./accepted-media.ts";

test.each([
  "image/jpeg",
  "IMAGE/PNG",
  "image/gif; charset=binary",
  "video/H264",
  "audio/L24",
  "text/x-vcard; charset=utf-8",
  "application/pdf",
  "audio/wav",
  "audio/x-m4a",
  "application/rtf",
])("an MMS carries %s", (type) => {
  expect(isAcceptedMedia(type)).toBe(true);
});

test.each([
  "image/webp",
  "image/svg+xml",
  "text/html",
  "text/plain",
  "application/octet-stream",
  "application/zip",
  "image",
  "",
  "constructor/name",
])("an MMS does not carry %j", (type) => {
  expect(isAcceptedMedia(type)).toBe(false);
});
