import { expect, test } from "vitest";
import { acceptedMediaTypes, isAcceptedMedia } from "./accepted-media.ts";

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

test("channels differ, and so do what may come with a body", () => {
  expect(isAcceptedMedia("image/webp", { channel: "whatsapp" })).toBe(true);
  expect(isAcceptedMedia("image/heic", { channel: "rcs" })).toBe(false);
  expect(isAcceptedMedia("image/gif", { channel: "whatsapp" })).toBe(true);
  expect(isAcceptedMedia("image/gif", { channel: "whatsapp", withBody: true })).toBe(false);
  expect(isAcceptedMedia("application/vcard", { withBody: true })).toBe(false);
  expect(acceptedMediaTypes()).toContain("audio/amr");
  expect(acceptedMediaTypes()).not.toContain("application/msword");
  expect(acceptedMediaTypes("rcs").toSorted()).toEqual([
    "application/pdf",
    "audio/3gpp",
    "audio/mp3",
    "audio/mp4",
    "audio/mpeg",
    "audio/ogg",
    "image/gif",
    "image/jpeg",
    "image/jpg",
    "image/png",
    "video/h263",
    "video/mp4",
    "video/mpeg",
    "video/mpeg4",
    "video/webm",
  ]);
});
