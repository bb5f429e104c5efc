import { X509Certificate } from "node:crypto";
import { rootCertificates } from "node:tls";
import { expect, test } from "vitest";
import { toJavaTrustStore } from "./java-trust-store.ts";

// That Java reads it is tested with Java, where there is one; this is the format as it is described.
test("has each certificate in its order, under a name of its own", () => {
  const some = rootCertificates.slice(0, 3).map((pem) => new X509Certificate(pem).raw);
  const at = Date.UTC(2026, 0, 2);
  const store = toJavaTrustStore(some, at);
  expect(store.readUInt32BE(0)).toBe(0xfeedfeed);
  expect([store.readUInt32BE(4), store.readUInt32BE(8)]).toEqual([2, 3]);

  let offset = 12;
  const take = (bytes: number) => {
    offset += bytes;
    return store.subarray(offset - bytes, offset);
  };
  const takeText = () => take(take(2).readUInt16BE()).toString();
  for (const [index, der] of some.entries()) {
    expect(take(4).readUInt32BE()).toBe(2);
    expect(takeText()).toBe(`root-${index}`);
    expect(take(8).readBigUInt64BE()).toBe(BigInt(at));
    expect(takeText()).toBe("X.509");
    expect(take(take(4).readUInt32BE()).equals(der)).toBe(true);
  }
  expect(store.length - offset).toBe(20);
});
