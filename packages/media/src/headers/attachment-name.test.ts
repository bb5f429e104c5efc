import fc from "fast-check";
import { expect, test } from "vitest";
import { attachmentName } from "./attachment-name.ts";

/** As a header arrives: a character for each byte. */
const bytesOf = (text: string) => Buffer.from(text).toString("latin1");

test.each([
  ['attachment; filename="cat.jpg"', "cat.jpg"],
  ["inline; filename=cat.jpg", "cat.jpg"],
  ["inline;filename = cat.jpg ; size=3", "cat.jpg"],
  [bytesOf('attachment; filename="Übung.jpg"'), "Übung.jpg"],
  ['attachment; filename="Übung.jpg"', "Übung.jpg"],
  ['attachment; filename="日本.jpg"', "日本.jpg"],
  ['attachment; xfilename="b"; filename="a"', "a"],
  ['attachment; x-filename=b; filename="a"', "a"],
  ['attachment; filename="a;b.jpg"', "a;b.jpg"],
  ['attachment; title="filename=x.jpg"; filename="a=b.jpg"', "a=b.jpg"],
  ['attachment; filename="a \\"quoted\\" one.jpg"', 'a "quoted" one.jpg'],
  ['attachment; filename="C:\\photos\\a.jpg"', "a.jpg"],
  ['attachment; filename="../../etc/passwd"', "passwd"],
  ['attachment; filename="..hidden"', "hidden"],
  ["attachment; filename*=UTF-8''%C3%9Cbung%20%27a%27.jpg; filename=b.jpg", "Übung 'a'.jpg"],
  ["attachment; filename=b.jpg; FileName*=utf-8'de'%C3%9C.jpg", "Ü.jpg"],
  ["attachment; filename*=iso-8859-1''%DCbung.jpg", "Übung.jpg"],
  ["attachment; filename*=UTF-8''%FF.jpg; filename=b.jpg", "b.jpg"],
  ["attachment; filename*=koi8-r''a.jpg; filename=b.jpg", "b.jpg"],
  ['attachment; filename="a%20b.jpg"', "a%20b.jpg"],
  ['attachment; filename="a.jpg"; filename="b.jpg"', "a.jpg"],
  ['filename="a.jpg"', "a.jpg"],
  ['attachment; filename="without an end.jpg', "without an end.jpg"],
  ['attachment; filename="a\u202egpj.exe"', "agpj.exe"],
  ["attachment; filename=", undefined],
  ["attachment; filename", undefined],
  ['attachment; filename=""', undefined],
  ["attachment", undefined],
  ["", undefined],
  [undefined, undefined],
])("%j names %j", (header, name) => {
  expect(attachmentName(header)).toBe(name);
});

test("a long name is cut and keeps its ending", () => {
  const name = attachmentName(`attachment; filename="${"a".repeat(9_000)}.jpeg"`);
  expect(name).toBe(`${"a".repeat(250)}.jpeg`);
});

test("any name comes back from the header that it is quoted in, without its path", () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[\w"; =ÜäöñЖ日'%-]{1,40}$/), (name) => {
      const header = `attachment; filename="${name.replaceAll('"', '\\"')}"; size=1`;
      const expected = name.trim();
      expect(attachmentName(bytesOf(header))).toBe(expected === "" ? undefined : expected);
    }),
  );
});

test("the time grows with the length", () => {
  for (const piece of ["filename*=UTF-8'", "filename=", '"', ";", "=", "\\", ".", " ", '"\\"']) {
    const start = performance.now();
    attachmentName(`attachment; filename="${piece.repeat(20_000)}`);
    attachmentName(piece.repeat(20_000));
    expect(performance.now() - start).toBeLessThan(10_000);
  }
});
