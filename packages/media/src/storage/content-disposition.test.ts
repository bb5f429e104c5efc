import fc from "fast-check";
import { expect, test } from "vitest";
import { carrierFilename, safeHead } from "./content-disposition.ts";

test.each([
  ["cat.jpg", "cat.jpg"],
  ["my holiday in the mountains (2024).jpeg", "my-holiday-in-t.jpeg"],
  ["Übung & Café.png", "Ubung--Cafe.png"],
  ["../../etc/passwd", "etcpasswd"],
  [".htaccess", "htaccess"],
  ['a"; filename="b.exe', "a-filenameb.exe"],
  ["日本", undefined],
  ["", undefined],
  [undefined, undefined],
])("%j travels as %j", (given, name) => {
  expect(carrierFilename(given)).toBe(name);
});

test("a name never breaks the header, whatever it was", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (given) => {
      const name = carrierFilename(given);
      expect(name ?? "a").toMatch(/^[A-Za-z0-9_][A-Za-z0-9._-]{0,19}$/);
    }),
  );
});

test.each([
  ["image/jpeg", "image/jpeg", "inline"],
  ["IMAGE/PNG; x=y", "image/png", "inline"],
  ["video/mp4", "video/mp4", "inline"],
  ["audio/amr", "audio/amr", "inline"],
  ["text/vcard", "text/vcard; charset=utf-8", "attachment"],
  ["application/pdf", "application/pdf", "attachment"],
  ["text/html", "application/octet-stream", "attachment"],
  ["image/svg+xml", "application/octet-stream", "attachment"],
  ["application/smil", "application/octet-stream", "attachment"],
  ["text/javascript", "application/octet-stream", "attachment"],
  ["image/jpeg\r\nX: y", "application/octet-stream", "attachment"],
])("%j is served as %s, %s", (type, contentType, disposition) => {
  expect(safeHead(type, "a.bin")).toEqual({
    contentType,
    disposition: `${disposition}; filename="a.bin"`,
  });
});
