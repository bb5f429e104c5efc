import { expect, test } from "vitest";
import { locationUrl } from "./location.ts";

const base = "http://localhost:3000/a/b";
const bytes = (text: string, encoding: BufferEncoding = "utf8") =>
  Buffer.from(text, encoding).toString("latin1");

test.each([
  ["/c", "http://localhost:3000/c"],
  ["c?d=1#e", "http://localhost:3000/a/c?d=1#e"],
  ["//other/c", "http://other/c"],
  [bytes("/süd.jpg"), "http://localhost:3000/s%C3%BCd.jpg"],
  [bytes("/写真.jpg?名=1"), "http://localhost:3000/%E5%86%99%E7%9C%9F.jpg?%E5%90%8D=1"],
  [bytes("/süd.jpg", "latin1"), "http://localhost:3000/s%FCd.jpg"],
  [bytes("http://süd.example/x"), "http://xn--sd-xka.example/x"],
  ["/s%C3%BCd.jpg", "http://localhost:3000/s%C3%BCd.jpg"],
  ["/a b", "http://localhost:3000/a%20b"],
])("%j leads to %s", (header, url) => {
  expect(locationUrl(header, base)).toBe(url);
});

test.each(["http://", "http://a b/", "http://[::1"])("%j leads nowhere", (header) => {
  expect(locationUrl(header, base)).toBeUndefined();
});
