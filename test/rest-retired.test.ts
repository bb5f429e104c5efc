import { expect, test } from "vitest";
import { phone } from "./support/phone.ts";
import { handset, ourNumber, platformFor } from "./support/platform.ts";
import { postForm, restCall } from "./support/rest-call.ts";

test("messages have their retired name and its fields too", async () => {
  const platform = await platformFor();
  const made = await postForm(platform, "/SMS/Messages.json", {
    From: ourNumber,
    To: handset,
    Body: "Hello from 2012",
  });
  expect(made).toMatchObject({ status: 201, json: { status: "queued", price: null } });
  expect(Object.keys(made.json).toSorted()).toEqual(
    [
      "account_sid",
      "api_version",
      "body",
      "date_created",
      "date_sent",
      "date_updated",
      "direction",
      "from",
      "price",
      "sid",
      "status",
      "to",
      "uri",
    ].toSorted(),
  );
  const { sid } = made.json;
  expect(made.json.uri).toBe(
    `/2010-04-01/Accounts/${platform.account.sid}/SMS/Messages/${sid}.json`,
  );
  const received = await phone(platform.url, handset).receives((one) => one.sid === sid);
  expect(received.body).toBe("Hello from 2012");
  await phone(platform.url, handset).sends(ourNumber, "Hi back");

  await expect
    .poll(async () => (await restCall(platform, `/SMS/Messages/${sid}.json`)).json.status)
    .toBe("sent");
  const list = await restCall(platform, "/SMS/Messages.json?PageSize=1");
  expect(list.json).toMatchObject({
    sms_messages: [{ direction: "incoming", body: "Hi back", status: "received" }],
    next_page_uri: expect.stringContaining("/SMS/Messages.json?"),
  });
  const next = await restCall(platform, String(list.json.next_page_uri));
  expect(next.json).toMatchObject({ sms_messages: [{ sid, direction: "outbound-api" }] });
});

test("a text of more than 160 characters is refused there", async () => {
  const platform = await platformFor();
  const send = (Body: string) =>
    postForm(platform, "/SMS/Messages.json", { From: ourNumber, To: handset, Body });
  expect(await send("a".repeat(161))).toMatchObject({ status: 400, json: { code: 21605 } });
  expect((await send("a".repeat(160))).status).toBe(201);
});
