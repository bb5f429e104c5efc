import { message, response, write } from "@repartee/markup";
import { expect, test } from "vitest";
import { startApp } from "./support/app.ts";
import { documents } from "./support/documents.ts";
import { handset, ourNumber } from "./support/platform.ts";
import { runtimeFor } from "./support/runtime.ts";

const other = "+14155550123";
const second = "+15005550009";

test("a message goes from the number to the person, unless it says otherwise", async () => {
  const { url } = await documents({
    "/sms": write(
      response(
        message("To you."),
        message("To another.", { to: other }),
        message("From another.", { from: second }),
      ),
    ),
  });
  const numbers = new Map([[second, { url, method: "POST" as const }]]);
  const world = await runtimeFor(`${url}/sms`, { numbers });
  await world.sends("Hi");
  const sent = [...(await world.conversation(handset)), ...(await world.conversation(other))];
  expect(sent.map(({ from, to, body }) => [from, to, body])).toEqual([
    [handset, ourNumber, "Hi"],
    [ourNumber, handset, "To you."],
    [second, handset, "From another."],
    [ourNumber, other, "To another."],
  ]);
});

test.each([
  "(415) 555-0123",
  "+1 415 555 0123",
  "+1.415.555.0123",
  "tel:+1-415-555-0123",
  "+1\u00a0415\u00a0555\u00a00123",
  "＋１４１５５５５０１２３",
])("to=%j is read as people write numbers", async (to) => {
  const { url } = await documents({ "/sms": write(response(message("Hi", { to }))) });
  const world = await runtimeFor(`${url}/sms`);
  expect((await world.sends("Hi")).notices).toEqual([]);
  expect(await world.conversation(other)).toMatchObject([{ from: ourNumber, to: other }]);
});

test.each(["+1 (500) 555-0009", "5005550009", "tel:+1.500.555.0009"])(
  "from=%j is read as people write numbers",
  async (from) => {
    const { url } = await documents({ "/sms": write(response(message("Hi", { from }))) });
    const numbers = new Map([[second, { url, method: "POST" as const }]]);
    const world = await runtimeFor(`${url}/sms`, { numbers });
    expect((await world.sends("Hi")).notices).toEqual([]);
    expect(await world.conversation(handset)).toMatchObject([{ to: ourNumber }, { from: second }]);
  },
);

test("text and bodies are one body without blanks around it, and Sms is a Message", async () => {
  const { url } = await documents({
    "/sms": `<Response>
  <!-- A comment. -->
  <Message>
    Grüße <Body>an </Body><Body>alle</Body>
  </Message>
  <Sms>Bye</Sms>
  <Message><![CDATA[1 < 2]]></Message>
</Response>`,
  });
  const world = await runtimeFor(`${url}/sms`);
  const exchange = await world.sends("Hi");
  expect(await world.replies(exchange)).toEqual(["Grüße an alle", "Bye", "1 < 2"]);
  expect(exchange.notices).toEqual([]);
});

test("each verb that cannot run is told with its place; the others run", async () => {
  const { url } = await documents({
    "/sms": `<Response>
  <Message></Message>
  <Message>${"a".repeat(1601)}</Message>
  <Message to="nobody">Hi</Message>
  <Message from="+15005550007">Hi</Message>
  <Message method="PUT">Hi</Message>
  <Message statusCallback="http://my_host/status">Hi</Message>
  <Message>${"<Media>/a.png</Media>".repeat(11)}</Message>
  <Dial>+14155550100</Dial>
  <Message>${"a".repeat(1600)}</Message>
</Response>`,
  });
  const world = await runtimeFor(`${url}/sms`);
  const exchange = await world.sends("Hi");
  const told = exchange.notices.map(({ code, level, line }) => `${code} ${level} ${line}`);
  expect(told.toSorted()).toEqual([
    "12200 warning 9",
    "14101 warning 4",
    "14102 warning 5",
    "14103 warning 2",
    "14103 warning 3",
    "14104 warning 6",
    "14105 warning 7",
    "14110 warning 9",
    "21623 error 8",
  ]);
  expect(await world.replies(exchange)).toEqual(["a".repeat(1600)]);
});

test("what a message should not hold is told with 12200, and the message goes", async () => {
  const { url } = await documents({
    "/sms": `<Response>
  <Message sender="me">One</Message>
  <Message>Two<Redirect>/next</Redirect></Message>
  Three
</Response>`,
  });
  const world = await runtimeFor(`${url}/sms`);
  const exchange = await world.sends("Hi");
  expect(exchange.notices.map(({ code, level }) => `${code} ${level}`)).toEqual(
    Array(3).fill("12200 warning"),
  );
  expect(await world.replies(exchange)).toEqual(["One", "Two"]);
});

test("statuses go to statusCallback, else to the action, by the message's method", async () => {
  const told = new Set<string>();
  let heard = () => {};
  const isTold = new Promise<void>((resolve) => {
    heard = resolve;
  });
  const hears = (path: string) => (fields: Record<string, string>) => {
    told.add(`${path} ${fields.MessageStatus}`);
    if (told.has("/status delivered") && told.has("/action delivered")) heard();
    return "<Response/>";
  };
  const { url, asked } = await documents({
    "/sms": write(
      response(
        message("One", { statusCallback: "/status", action: "/never", method: "GET" }),
        message("Two", { action: "/action" }),
      ),
    ),
    "/status": hears("/status"),
    "/action": hears("/action"),
  });
  const world = await runtimeFor(`${url}/sms`, { actions: "callback" });
  const { notices } = await world.sends("Hi");
  await isTold;
  expect([...told].toSorted()).toEqual([
    "/action delivered",
    "/action sent",
    "/status delivered",
    "/status sent",
  ]);
  const methods = new Set(asked.map(({ path, method }) => `${method} ${path}`));
  expect([...methods].toSorted()).toEqual(["GET /status", "POST /action", "POST /sms"]);
  // They are not the same: on the platform it is not defined what becomes of that.
  expect(notices.map(({ code, level }) => `${code} ${level}`)).toEqual(["14105 warning"]);
});

test.each([
  ["nothing", ""],
  ["blanks", " \n "],
  ["more than a message holds", "a".repeat(1601)],
])("plain text that is %s is told with 14103", async (_what, text) => {
  const url = await startApp((_req, res) => {
    res.writeHead(200, { "Content-Type": "text/plain" }).end(text);
  });
  const world = await runtimeFor(`${url}/sms`);
  const exchange = await world.sends("Hi");
  expect(exchange.notices.map(({ code }) => code)).toEqual([14103]);
  expect(await world.replies(exchange)).toEqual([]);
});
