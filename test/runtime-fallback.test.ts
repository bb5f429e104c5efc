import { message, redirect, response, write } from "@repartee/markup";
import { expect, test } from "vitest";
import { documents, says } from "./support/documents.ts";
import { runtimeFor } from "./support/runtime.ts";

test.each([
  ["a status", "/none", 11200],
  ["a document that is none", "/broken", 12100],
  ["a Redirect that leads nowhere", "/leads", 11200],
  ["an action that fails", "/acts", 11200],
])("after %s the fallback is asked once, with code and URL", async (_what, path, code) => {
  const { url, asked } = await documents({
    "/broken": "<Response>",
    "/leads": write(response(message("Before."), redirect("/none"))),
    "/acts": write(response(message("Before.", { action: "/none" }))),
    "/fallback": ({ ErrorCode, ErrorUrl }) => says(`${ErrorCode} ${ErrorUrl}`),
  });
  const world = await runtimeFor(undefined, {
    webhook: {
      url: `${url}${path}`,
      method: "POST",
      fallbackUrl: `${url}/fallback`,
      fallbackMethod: "GET",
    },
  });
  const exchange = await world.sends("Hi");
  const failed = code === 12100 ? path : "/none";
  expect((await world.replies(exchange)).at(-1)).toBe(`${code} ${url}${failed}`);
  expect(asked.filter((one) => one.path === "/fallback")).toMatchObject([
    { method: "GET", fields: { Body: "Hi", ErrorCode: String(code) } },
  ]);
  expect(exchange.notices.map((notice) => notice.code)).toEqual([code]);
});

test("a fallback that fails too is the end", async () => {
  const { url, asked } = await documents({});
  const world = await runtimeFor(undefined, {
    webhook: { url: `${url}/a`, method: "POST", fallbackUrl: `${url}/b` },
  });
  const exchange = await world.sends("Hi");
  expect(asked.map(({ path }) => path)).toEqual(["/a", "/b"]);
  expect(exchange.notices.map(({ code }) => code)).toEqual([11200, 11200, 11200]);
});

test("warnings lead to no fallback, and without one a failure is the end", async () => {
  const { url, asked } = await documents({ "/sms": "<Response><Dial/><Message/></Response>" });
  const world = await runtimeFor(undefined, {
    webhook: { url: `${url}/sms`, method: "POST", fallbackUrl: `${url}/fallback` },
  });
  const warned = await world.sends("Hi");
  expect(warned.notices.map(({ level }) => level)).toEqual(["warning", "warning", "warning"]);
  expect(asked.map(({ path }) => path)).toEqual(["/sms"]);

  const alone = await runtimeFor(`${url}/none`);
  const failed = await alone.sends("Hi");
  expect(failed.notices.map(({ code }) => code)).toEqual([11200]);
  expect(await alone.replies(failed)).toEqual([]);
});
