import { expect, test } from "vitest";
import { inboundFields, statusFields } from "../fields.ts";
import { type HostUnderTest, publicUrl, sms } from "../host-under-test.ts";

/** What every host refuses, whoever has signed it. */
export function refusesHostileRequests({ host, send }: HostUnderTest): void {
  test("answers 403 to a parameter that decides and has two values, by either webhook", async () => {
    const reasons: string[] = [];
    await host(
      () => expect.unreachable(),
      { onRejected: ({ reason }) => reasons.push(reason) },
      () => expect.unreachable(),
    );
    const other = `AC${"b".repeat(32)}`;
    const twice = [["AccountSid", other] as const, ...inboundFields()];
    const forged = [
      send({ url: `${sms}?AccountSid=${other}` }),
      send({ params: twice }),
      send({ params: twice, method: "GET" }),
      send({ url: `${publicUrl}/status?AccountSid=${other}`, params: statusFields() }),
    ];
    for (const { status } of await Promise.all(forged)) expect(status).toBe(403);
    expect(reasons).toEqual(Array.from({ length: forged.length }, () => "fields_contradict"));
  });

  test("answers an unsigned request at once, and the next one of the connection", async () => {
    await host(({ body }) => body);
    const headers = { "X-Twilio-Signature": "" };
    const start = performance.now();
    expect((await send({ headers }, `/sms?${"a".repeat(8_000)}`)).status).toBe(403);
    expect((await send({ headers, params: [["a".repeat(200_000), ""]] })).status).toBe(403);
    expect(performance.now() - start).toBeLessThan(10_000);
    expect((await send()).text).toContain("<Message>Hello</Message>");
  });
}
