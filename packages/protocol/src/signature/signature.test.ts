import fc from "fast-check";
// The official library is CommonJS without a type for this helper's place in its package.
import twilio from "twilio/lib/webhooks/webhooks.js";
import { describe, expect, test } from "vitest";
import { isSigned, isSignedBody, sign, signatureBase } from "../index.ts";
import { authToken, vectors } from "./signature-vectors.fixture.ts";

describe("known signatures", () => {
  test.each(vectors)("$what", ({ url, params, body, signature }) => {
    expect(sign({ authToken, url, params })).toBe(signature);
    expect(isSigned({ authToken, url, params, signature })).toBe(true);
    expect(isSigned({ authToken: `${authToken.slice(0, -1)}3`, url, params, signature })).toBe(
      false,
    );
    if (body !== undefined) {
      expect(isSignedBody(url, body)).toBe(true);
      expect(isSignedBody(url, `${body} `)).toBe(false);
    }
  });

  test("the string that is signed", () => {
    const find = (id: string) => vectors.find(({ what }) => what.startsWith(`${id} `));
    const [v4, v5] = [find("V4"), find("V5")];
    expect(v4 && signatureBase(v4.url, v4.params)).toBe(
      "https://app.example.com/smsEventTypeonMessageAddedMessagingBinding.Address+14155550101MessagingBinding.Address+14155550102",
    );
    expect(v5 && signatureBase(v5.url, v5.params)).toBe(
      "https://app.example.com/smsAccountSidAC00000000000000000000000000000001BodyFrom+14155550100FromCityMessageSidSM00000000000000000000000000000001NumMedia0To+14155550199ToZip",
    );
  });

  test("user info and fragment are not part of it", () => {
    expect(signatureBase("https://user:p%40ss@app.example.com/sms?a=b@c#rc=2&rp=all")).toBe(
      "https://app.example.com/sms?a=b@c",
    );
  });
});

describe("what must fail", () => {
  const [v1] = vectors;
  test("a changed, trimmed or missing value", () => {
    if (!v1) throw new Error("no vector");
    const { url, params, signature } = v1;
    for (const [index, [name, value]] of params.entries()) {
      const changed = params.map((pair, at) =>
        at === index ? ([name, `${value} `] as const) : pair,
      );
      expect(isSigned({ authToken, url, params: changed, signature })).toBe(false);
      expect(isSigned({ authToken, url, params: params.toSpliced(index, 1), signature })).toBe(
        false,
      );
    }
  });

  test.each(["", "x", "b+s7klZSxSQCPGEDAKNYcb/hiTY", "é".repeat(28)])(
    "the signature %j",
    (signature) => {
      if (!v1) throw new Error("no vector");
      expect(isSigned({ authToken, url: v1.url, params: v1.params, signature })).toBe(false);
    },
  );
});

test("agrees with the official library on random requests", () => {
  const token = fc.string({ minLength: 1 });
  const url = fc.webUrl({ withQueryParameters: true });
  const value = fc.string({ unit: "grapheme" });
  const name = fc.string({ minLength: 1, maxLength: 12 }).filter((key) => key !== "__proto__");
  fc.assert(
    fc.property(
      token,
      url,
      fc.dictionary(name, fc.oneof(value, fc.array(value, { minLength: 1, maxLength: 4 }))),
      (authToken, url, fields) => {
        const params = Object.entries(fields).flatMap(([key, values]) =>
          [values].flat().map((one) => [key, one] as const),
        );
        expect(sign({ authToken, url, params })).toBe(
          twilio.getExpectedTwilioSignature(authToken, url, { ...fields }),
        );
      },
    ),
    { numRuns: 10_000 },
  );
});
