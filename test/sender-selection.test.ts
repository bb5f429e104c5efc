import { startPlatform, type TestPlatform } from "@repartee/testkit";
import twilio from "twilio";
import { afterEach, expect, test } from "vitest";

const american = "+12125550100";
const local = "+14155550199";
const tollFree = "+18885550100";
const canadian = "+14165550100";
const picture = "https://app.example/picture.png";

let platform: TestPlatform;
afterEach(() => platform.close());

/** A platform whose account has a service with all of its numbers. */
async function withPool(numbers: readonly string[]) {
  platform = await startPlatform({ numbers });
  const client = platform.client(twilio);
  const { sid } = await client.messaging.v1.services.create({ friendlyName: "Pool" });
  for (const { sid: phoneNumberSid } of await client.incomingPhoneNumbers.list())
    await client.messaging.v1.services(sid).phoneNumbers.create({ phoneNumberSid });
  const send = async (to: string, rest: { mediaUrl?: string[] } = {}) => {
    const sent = await client.messages.create({
      messagingServiceSid: sid,
      to,
      body: "Hello",
      ...rest,
    });
    expect(sent).toMatchObject({ status: "accepted", from: null });
    return client.messages(sent.sid).fetch();
  };
  return { client, sid, send };
}

test("a service takes the number that is nearest to the recipient, and says why", async () => {
  const { client, send } = await withPool([american, local, tollFree, canadian]);
  const near = await send("+14155550123");
  expect(near).toMatchObject({ from: local, numSegments: "1" });
  const story = (await platform.explain(near.sid)).map(({ sentence }) => sentence).join("\n");
  expect(story).toContain("The only number of US, of the recipient's area");
  // In Canada toll-free numbers go before all others.
  expect(await send("+16045550123")).toMatchObject({ from: tollFree });
  expect((await client.messages.list()).length).toBe(2);
});

test("a recipient keeps the sender; others are spread", async () => {
  const { send } = await withPool([american, local]);
  const to = "+13105550123";
  const { from } = await send(to);
  for (let count = 0; count < 3; count += 1) expect(await send(to)).toMatchObject({ from });
  // That sender is busy for seconds now, so that the other one is free first.
  const other = from === american ? local : american;
  expect(await send("+13105550124")).toMatchObject({ from: other });
});

test("what no sender of the service can do fails later, with its code", async () => {
  const { client, sid, send } = await withPool([american]);
  await client.messaging.v1.services(sid).update({ mmsConverter: false });
  const media = { mediaUrl: [picture] };
  expect(await send("+4915112345678", media)).toMatchObject({ status: "failed", errorCode: 21612 });
  const [member] = await client.messaging.v1.services(sid).phoneNumbers.list();
  await client.messaging.v1
    .services(sid)
    .phoneNumbers(member?.sid ?? "")
    .remove();
  expect(await send("+14155550123")).toMatchObject({ status: "failed", errorCode: 21704 });
});
