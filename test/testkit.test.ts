import { startPlatform } from "@repartee/testkit";
import twilio from "twilio";
import twilio5 from "twilio5";
import { expect, onTestFinished, test } from "vitest";
import { handset } from "./support/platform.ts";

test.each([
  ["6", twilio],
  ["5", twilio5],
])(
  "a platform in the test takes what the official SDK %s sends, and tells what came of it",
  async (version, sdk) => {
    const platform = await startPlatform();
    onTestFinished(() => platform.close());
    const client = platform.client<twilio.Twilio | twilio5.Twilio>(sdk);
    const { sid } = await client.messages.create({
      from: platform.numbers[0],
      to: handset,
      body: `From ${version}`,
    });
    expect(await platform.phone(handset).receives()).toMatchObject({
      sid,
      body: `From ${version}`,
    });
    expect((await client.messages(sid).fetch()).status).toBe("delivered");
    await expect(
      client.messages.create({ from: "+15005550099", to: handset, body: "Not ours" }),
    ).rejects.toMatchObject({ code: 21606, status: 400 });
  },
);
