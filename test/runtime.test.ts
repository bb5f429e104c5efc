import { message, redirect, response, write } from "@repartee/markup";
import { expect, test } from "vitest";
import { startApp } from "./support/app.ts";
import { documents, says } from "./support/documents.ts";
import { handset, ourNumber } from "./support/platform.ts";
import { runtimeFor } from "./support/runtime.ts";

test("verbs run top to bottom, and what follows a Redirect never runs", async () => {
  const { url, asked } = await documents({
    "/a/sms": write(response(message("One."), message("Two."), redirect("../b/next?x=1"))),
    "/b/next": says("Three."),
  });
  const world = await runtimeFor(`${url}/a/sms`);
  const exchange = await world.sends("Hi");
  expect(await world.replies(exchange)).toEqual(["One.", "Two.", "Three."]);
  expect(asked.map(({ path, method }) => `${method} ${path}`)).toEqual([
    "POST /a/sms",
    "POST /b/next",
  ]);
  expect(asked[1]?.fields).toMatchObject({ Body: "Hi", MessageSid: exchange.messageSid ?? "" });
  expect(exchange.notices).toEqual([]);
});

test("a Redirect is asked for as its method says, with the inbound parameters", async () => {
  const { url, asked } = await documents({
    "/sms": write(response(redirect("/next", { method: "GET" }))),
    "/next": says("Hi."),
  });
  const world = await runtimeFor(`${url}/sms`);
  const { messageSid } = await world.sends("Hello");
  expect(asked[1]).toMatchObject({
    method: "GET",
    fields: { MessageSid: messageSid, Body: "Hello" },
  });
  expect(Object.keys(asked[1]?.fields ?? {})).toEqual(Object.keys(asked[0]?.fields ?? {}));
});

test("relative URLs begin where the document was found", async () => {
  const asked: string[] = [];
  const url = await startApp((req, res) => {
    asked.push(`${req.method} ${req.url?.split("&")[0]}`);
    if (req.url === "/sms") return void res.writeHead(307, { Location: "/deep/er/sms" }).end();
    const document = req.url === "/deep/er/sms" ? write(response(redirect("next"))) : says("Hi.");
    res.writeHead(200, { "Content-Type": "text/xml" }).end(document);
  });
  const world = await runtimeFor(`${url}/sms`);
  expect(await world.replies(await world.sends("Hi"))).toEqual(["Hi."]);
  expect(asked).toEqual(["POST /sms", "POST /deep/er/sms", "POST /deep/er/next"]);
});

test("a Redirect or an action that leads nowhere is told with 11100, and the rest runs", async () => {
  const { url, asked } = await documents({
    "/sms": `<Response>
  <Redirect>ftp://files.example/next</Redirect>
  <Redirect></Redirect>
  <Message action="http://my_host/sent">Not sent.</Message>
  <Message>Sent.</Message>
</Response>`,
  });
  const world = await runtimeFor(undefined, {
    webhook: { url: `${url}/sms`, method: "POST", fallbackUrl: `${url}/fallback` },
  });
  const exchange = await world.sends("Hi");
  expect(exchange.notices.map(({ code, line }) => `${code} ${line}`)).toEqual([
    "11100 2",
    "11100 3",
    "11100 4",
  ]);
  expect(await world.replies(exchange)).toEqual(["Sent."]);
  expect(asked.map(({ path }) => path)).toEqual(["/sms"]);
});

test("the fragment of a Redirect's URL says how that is asked for", async () => {
  let asked = 0;
  const url = await startApp((req, res) => {
    if (req.url === "/sms") {
      const document = write(response(redirect("/busy#rc=2&rp=5xx")));
      return void res.writeHead(200, { "Content-Type": "text/xml" }).end(document);
    }
    asked += 1;
    res.writeHead(asked < 3 ? 503 : 200, { "Content-Type": "text/xml" }).end(says("At last."));
  });
  const world = await runtimeFor(`${url}/sms`);
  expect(await world.replies(await world.sends("Hi"))).toEqual(["At last."]);
  expect(asked).toBe(3);
});

test("an action is asked once its message is queued, and its document takes the rest's place", async () => {
  const { url, asked } = await documents({
    "/sms": write(response(message("First.", { action: "/sent" }), message("Never."))),
    "/sent": ({ MessageSid, MessageStatus, Body }) =>
      MessageStatus === "queued" ? says(`${MessageSid} ${Body}`) : says("Ignored."),
  });
  const world = await runtimeFor(`${url}/sms`);
  const exchange = await world.sends("Hi");
  const [first] = exchange.verbs;
  expect(await world.replies(exchange)).toEqual(["First.", `${first?.messageSid} Hi`]);
  expect(exchange.requests.map(({ cause }) => cause)).toEqual(["webhook", "action"]);
  expect(asked[1]?.fields).toMatchObject({ From: handset, To: ourNumber, SmsStatus: "queued" });
});

test("an action is a status URL alone when it is switched so", async () => {
  const { url } = await documents({
    "/sms": write(response(message("First.", { action: "/sent" }), message("Second."))),
    "/sent": says("Ignored."),
  });
  const world = await runtimeFor(`${url}/sms`, { actions: "callback" });
  const exchange = await world.sends("Hi");
  expect(await world.replies(exchange)).toEqual(["First.", "Second."]);
  expect(exchange.requests.map(({ cause }) => cause)).toEqual(["webhook"]);
});

test("the action of a message that cannot be sent hears that it is invalid", async () => {
  const { url, asked } = await documents({
    "/sms": write(response(message("Hi", { from: "+15005550007", action: "/sent" }))),
    "/sent": says("Sorry."),
  });
  const world = await runtimeFor(`${url}/sms`);
  const exchange = await world.sends("Hi");
  expect(await world.replies(exchange)).toEqual(["Sorry."]);
  expect(asked[1]?.fields).toMatchObject({ MessageStatus: "invalid", ErrorCode: "14102" });
  expect(asked[1]?.fields.MessageSid).toBe(exchange.messageSid);
});

test("a circle of documents ends at the fifty-first, and keeps what was sent", async () => {
  const { url, asked } = await documents({ "/sms": write(response(redirect("/sms"))) });
  const world = await runtimeFor(`${url}/sms`);
  const exchange = await world.sends("Hi");
  expect(asked).toHaveLength(50);
  expect(exchange.notices.map(({ code, level }) => [code, level])).toEqual([[14106, "warning"]]);
});

test("the eleventh reply of a session is not sent", async () => {
  const six = Array.from({ length: 6 }, (_, index) => message(`${index}`));
  const { url } = await documents({
    "/sms": write(response(...six, redirect("/more"))),
    "/more": write(response(...six)),
  });
  const world = await runtimeFor(`${url}/sms`);
  const exchange = await world.sends("Hi");
  expect(await world.replies(exchange)).toHaveLength(10);
  expect(exchange.notices.map(({ code }) => code)).toEqual([14109, 14109]);
  expect(exchange.verbs.slice(-2).map(({ outcome }) => outcome)).toEqual(["skipped", "skipped"]);
});

test("two machines that answer each other are stopped after thirty replies", async () => {
  const { url } = await documents({ "/sms": says("You too.") });
  const world = await runtimeFor(`${url}/sms`);
  for (let index = 0; index < 30; index += 1) expect((await world.sends("Hi")).notices).toEqual([]);
  const stopped = await world.sends("Hi");
  expect(stopped.notices).toMatchObject([{ code: 14107, level: "error" }]);
  // The message is there, and has failed.
  const kept = (await world.conversation(String(stopped.from))).find(
    ({ sid }) => sid === stopped.verbs[0]?.messageSid,
  );
  expect(kept).toMatchObject({ status: "failed", errorCode: 14107, body: "You too." });
  const another = await world.sends("Hi", { from: "+14155550101" });
  expect(await world.replies(another)).toEqual(["You too."]);
});
