import { request as httpRequest } from "node:http";
import { gzipSync } from "node:zlib";
import { bodySha256 } from "@repartee/protocol";
import { expect, test } from "vitest";
import { inboundFields } from "../fields.ts";
import { authToken, type HostUnderTest, sms } from "../host-under-test.ts";
import { signedRequest } from "../signed-request.ts";

const signed = signedRequest({ authToken, url: sms, params: inboundFields() });

interface RawRequest {
  /** Path, query and fragment as they stand in the request line. */
  readonly target?: string;
  readonly headers?: Readonly<Record<string, string | readonly string[]>>;
  readonly body?: string | Uint8Array;
  /** The body promises this many bytes and does not end. */
  readonly promisedBytes?: number;
}

/** What every host answers to requests that are broken, or that no ordinary client sends. */
export function refusesBrokenRequests({ host, url, send }: HostUnderTest): void {
  /** Sends the signed message in an unusual form; `fetch` would not. */
  function sendRaw({
    target = "/sms",
    headers = {},
    body = signed.body ?? "",
    ...rest
  }: RawRequest) {
    return new Promise<{
      status: number | undefined;
      text: string;
      connection: string | undefined;
    }>((resolve, reject) => {
      const outgoing = httpRequest(`${url()}/`, {
        path: target,
        method: "POST",
        headers: {
          ...signed.headers,
          "Content-Length": rest.promisedBytes ?? Buffer.byteLength(body),
          ...headers,
        },
      });
      outgoing.on("error", reject).on("response", async (answer) => {
        const text = Buffer.concat(await answer.toArray()).toString();
        const { statusCode: status, headers: answered } = answer;
        resolve({ status, text, connection: answered.connection });
        outgoing.destroy();
      });
      if (rest.promisedBytes === undefined) outgoing.end(body);
      else outgoing.write(body);
    });
  }

  test("answers 403 to a body whose hash is in the fragment, which is not signed", async () => {
    const reasons: string[] = [];
    await host(() => expect.unreachable(), { onRejected: ({ reason }) => reasons.push(reason) });
    const body = JSON.stringify({ amount: 1_000 });
    const get = signedRequest({ authToken, url: sms, params: inboundFields(), method: "GET" });
    const forge = (fragment: string) =>
      sendRaw({
        target: `${get.target}#${fragment}`,
        headers: { ...get.headers, "Content-Type": "application/json" },
        body,
      });
    for (const fragment of ["?bodySHA256=", "&bodySHA256=", "a&bodySHA256="]) {
      const answer = await forge(fragment + bodySha256(body));
      expect(answer).toMatchObject({ status: 403, text: "" });
    }
    expect(reasons).toEqual(["body_unsigned", "body_unsigned", "body_unsigned"]);
  });

  test("answers 403 without detail to a body of a malformed or unsigned type", async () => {
    await host(() => expect.unreachable());
    const types = [
      "",
      ";;;",
      "application",
      "a/b, c/d",
      "text/plain",
      "multipart/form-data; boundary=x",
    ];
    for (const type of [...types, "application/x-www-form-urlencoded-not"]) {
      const answer = await sendRaw({ headers: { "Content-Type": type } });
      expect(answer, type).toMatchObject({ status: 403, text: "" });
    }
  });

  test("takes a form whatever the case and the parameters of its type", async () => {
    await host(({ body }) => body);
    for (const type of [
      "APPLICATION/X-WWW-FORM-URLENCODED",
      "application/x-www-form-urlencoded ; charset=iso-8859-1",
      "application/x-www-form-urlencoded; charset=",
    ]) {
      const answer = await sendRaw({ headers: { "Content-Type": type } });
      expect(answer.text, type).toContain("<Message>Hello</Message>");
    }
  });

  test("does not decompress a body, and names the encoding", async () => {
    const hints: string[] = [];
    await host(() => expect.unreachable(), {
      onRejected: (rejection) => hints.push(...rejection.hints),
    });
    const headers = { "Content-Encoding": "gzip" };
    for (const body of [gzipSync(signed.body ?? ""), gzipSync(Buffer.alloc(5_000_000))]) {
      expect(await sendRaw({ headers, body })).toMatchObject({ status: 403, text: "" });
    }
    expect(hints.filter((hint) => hint.includes("Content-Encoding gzip"))).toHaveLength(2);
  });

  test("answers 403 to two signatures, also when one is right", async () => {
    await host(() => expect.unreachable());
    const right = signed.headers["X-Twilio-Signature"] ?? "";
    for (const both of [
      [right, right],
      ["x".repeat(28), right],
      [right, ""],
    ]) {
      const answer = await sendRaw({ headers: { "X-Twilio-Signature": both } });
      expect(answer).toMatchObject({ status: 403, text: "" });
    }
  });

  test("answers 408 to a body that does not arrive by the deadline, and closes", async () => {
    await host(() => expect.unreachable(), { deadlineMs: 50, onError: () => expect.unreachable() });
    const slow = { promisedBytes: 1_000, body: "Body=" };
    expect(await sendRaw(slow)).toMatchObject({ status: 408, connection: "close" });
    // Without a signature it does not wait at all.
    const unsigned = { ...slow, headers: { "X-Twilio-Signature": "" } };
    expect(await sendRaw(unsigned)).toMatchObject({ status: 403, text: "" });
  });

  test("answers 500 by the deadline when the auth token does not come, and reports it", async () => {
    const errors: string[] = [];
    await host(() => expect.unreachable(), {
      deadlineMs: 50,
      authToken: () => new Promise(() => {}),
      onError: (error) => void errors.push(String(error)),
    });
    expect(await send()).toMatchObject({ status: 500, text: "" });
    expect(errors).toEqual([expect.stringContaining("authToken did not return a token in time")]);
  });
}
