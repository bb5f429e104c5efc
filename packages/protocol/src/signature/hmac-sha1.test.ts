import { createHmac } from "node:crypto";
import fc from "fast-check";
import { expect, test } from "vitest";
import { hmacSha1 } from "./hmac-sha1.ts";

test("is HMAC-SHA1 for every key and text", () => {
  const key = fc.string({ unit: "binary", maxLength: 200 });
  fc.assert(
    fc.property(key, fc.string({ unit: "binary", maxLength: 300 }), (secret, text) => {
      expect(hmacSha1(secret, text)).toBe(createHmac("sha1", secret).update(text).digest("base64"));
    }),
    { numRuns: 1_000 },
  );
});

test("knows keys by the thousand, also those it has dropped", () => {
  for (const round of [1, 2]) {
    for (let index = 0; index < 1_500; index++) {
      const expected = createHmac("sha1", `key ${index}`).update(`${round}`).digest("base64");
      expect(hmacSha1(`key ${index}`, `${round}`)).toBe(expected);
    }
  }
});
