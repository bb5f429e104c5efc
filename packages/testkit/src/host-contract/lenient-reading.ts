import type { InboundHandler } from "@repartee/webhook";
import { expect, test } from "vitest";
import { inboundFields, statusFields } from "../fields.ts";
import { type HostUnderTest, publicUrl, sms } from "../host-under-test.ts";

/** What every host accepts, because Twilio, a client on the way or a handler may do it. */
export function readsLeniently({ host, send }: HostUnderTest): void {
  test("accepts the spellings of a URL that clients change on the way", async () => {
    await host(({ body }) => body, { claims: false });
    const signedFor = (url: string, target: string) => send({ url }, target);
    expect((await signedFor(`${sms}?`, "/sms")).status).toBe(200);
    expect((await signedFor(sms, "/sms?")).status).toBe(200);
    expect((await signedFor(`${sms}?q=[a] b`, "/sms?q=%5Ba%5D%20b")).status).toBe(200);
    expect((await signedFor(`${publicUrl}:443/sms?b=1&a=2`, "/sms?a=2&b=1")).status).toBe(200);
    expect((await signedFor(`${sms}?a=1`, "/sms?a=2")).status).toBe(403);
  });

  test("takes a count that is sent empty for one that is not sent", async () => {
    await host(({ media, numSegments }) => `${media.length} and ${numSegments}`);
    const params = [...inboundFields(), ["NumMedia", ""], ["NumSegments", ""]] as const;
    expect((await send({ params })).text).toContain("<Message>0 and 1</Message>");
  });

  test("hands over a status that is not known yet", async () => {
    const statuses: string[] = [];
    await host(
      () => {},
      {},
      ({ status }) => void statuses.push(status),
    );
    for (const status of ["partially_delivered", "somethingnew"]) {
      const params = statusFields().filter(([name]) => name !== "MessageStatus");
      const url = `${publicUrl}/status`;
      expect((await send({ url, params: [...params, ["MessageStatus", status]] })).status).toBe(
        204,
      );
    }
    expect(statuses).toEqual(["partially_delivered", "somethingnew"]);
  });

  test("answers `false` with an empty reply, and says what else may not be returned", async () => {
    const heard: string[] = [];
    await host(({ body }) => body === "x" && "Hello");
    expect(await send()).toMatchObject({ status: 200, text: expect.stringMatching("<Response/>") });

    // As in JavaScript, where nothing checks what a handler returns.
    const work: InboundHandler<string> = async () => JSON.parse('{"sid":"SM1"}');
    await host(work, { onError: (error) => void heard.push(String(error)) });
    expect((await send()).status).toBe(500);
    expect(heard).toEqual([expect.stringContaining("an object without verbs")]);
    expect(heard).toEqual([expect.stringContaining("Return response(…)")]);
  });
}
