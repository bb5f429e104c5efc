import { describe, expect, onTestFinished, test } from "vitest";
import { accountSid, openCore, request } from "../../test/open-core.ts";

const other = `AC${"9".repeat(32)}` as const;
const london = "+447911123456";

async function opened() {
  const opening = await openCore();
  onTestFinished(opening.close);
  return opening;
}

describe("an alphanumeric sender ID that the account has no resource for", () => {
  test("sends to a country that takes dynamic IDs", async () => {
    const { send, core, clock } = await opened();
    const { sid } = await send({ from: "Pizza Hut", to: london });
    await clock.advance(10_000);
    expect(await core.message(accountSid, sid)).toMatchObject({
      from: "Pizza Hut",
      to: london,
      status: "delivered",
    });
  });

  test("sends for every account, also when another account has it in a service", async () => {
    const { core } = await opened();
    const sent = await core.send(request({ accountSid: other, from: "ACME", to: london }));
    expect(sent).toMatchObject({ ok: true, message: { accountSid: other, from: "ACME" } });
  });

  test.each([
    ["the United States", "+14155550100"],
    ["Canada", "+14165550100"],
    ["China", "+8613912345678"],
    ["the Emirates, which take registered IDs alone", "+971501234567"],
  ])("does not reach %s", async (_country, to) => {
    const { core } = await opened();
    expect(await core.send(request({ from: "Pizza Hut", to }))).toMatchObject({
      ok: false,
      code: 21612,
    });
    expect(await core.messages({ accountSid, limit: 10 })).toEqual([]);
  });

  test.each([
    [21212, { from: "TWELVE CHARS" }],
    [21212, { from: "Pizza!" }],
    [21621, { from: "Pizza Hut", mediaUrls: ["https://app.example/a.png"] }],
  ])("is refused with %i: %o", async (code, override) => {
    const { core } = await opened();
    expect(await core.send(request({ to: london, ...override }))).toMatchObject({ code });
  });
});
