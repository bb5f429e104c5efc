import { expect, test } from "vitest";
import { handset, ourNumber, platformFor } from "./support/platform.ts";
import { postForm, restCall } from "./support/rest-call.ts";

const message = { From: ourNumber, To: handset, Body: "Hi" };

test("every response has the documented headers, errors included", async () => {
  const platform = await platformFor();
  const answers = [
    await postForm(platform, "/Messages.json", message),
    await postForm(platform, "/Messages.json", { ...message, To: "" }),
    await restCall(platform, "/Messages.json"),
    await restCall(platform, "/Messages/SM1.xml"),
    await restCall(platform, "/Messages.json", { method: "PUT" }),
    await restCall(platform, "/Messages.json", { headers: { authorization: "Basic bm86bm8=" } }),
    await restCall(platform, "/v1/Services"),
    await restCall(platform, "/v1/Nothing"),
    await restCall(platform, "/Messages.json", { method: "OPTIONS" }),
  ];
  expect(answers.map(({ status }) => status)).toEqual([
    201, 400, 200, 404, 405, 401, 200, 404, 204,
  ]);
  for (const { headers } of answers) {
    expect(headers.get("twilio-request-id")).toMatch(/^RQ[0-9a-f]{32}$/);
    expect(headers.get("twilio-request-duration")).toMatch(/^\d+\.\d{3}$/);
    expect(headers.get("access-control-allow-origin")).toBe("*");
  }
  expect(new Set(answers.map(({ headers }) => headers.get("twilio-request-id"))).size).toBe(9);
  expect(answers[0]?.headers.get("twilio-concurrent-requests")).toBe("1");
});

test("a preflight is answered without credentials, and names methods and headers", async () => {
  const platform = await platformFor();
  const url = `${platform.url}/2010-04-01/Accounts/${platform.account.sid}/Messages.json`;
  const preflight = await fetch(url, {
    method: "OPTIONS",
    headers: {
      Origin: "https://app.example",
      "Access-Control-Request-Method": "POST",
      "Access-Control-Request-Headers": "authorization,content-type,idempotency-key",
    },
  });
  expect(preflight.status).toBe(204);
  expect(await preflight.text()).toBe("");
  expect(preflight.headers.get("access-control-allow-methods")).toBe(
    "GET, POST, PATCH, PUT, DELETE, OPTIONS",
  );
  const allowed = preflight.headers.get("access-control-allow-headers")?.toLowerCase().split(", ");
  expect(allowed).toEqual(
    expect.arrayContaining(["authorization", "content-type", "idempotency-key"]),
  );
  // Pages of the platform itself are not the API.
  const page = await fetch(platform.url);
  expect(page.headers.get("access-control-allow-origin")).toBeNull();
});

test("HEAD is GET without a body", async () => {
  const platform = await platformFor();
  const head = await restCall(platform, "/Messages.json", { method: "HEAD" });
  expect(head).toMatchObject({ status: 200, text: "" });
  expect(head.headers.get("content-type")).toContain("application/json");
});

test.each([
  ["/2010-04-01/Accounts/x/Nothing.json"],
  ["/2010-04-01/accounts.json"],
  ["/v1/Nothing"],
  ["/v2/Nothing/At/All"],
])("the message of a 404 is one sentence: %s", async (path) => {
  const platform = await platformFor();
  const { status, json } = await restCall(platform, path);
  expect({ status, json }).toEqual({
    status: 404,
    json: {
      code: 20404,
      message: `The requested resource ${path} was not found.`,
      more_info: "https://www.twilio.com/docs/errors/20404",
      status: 404,
    },
  });
});
