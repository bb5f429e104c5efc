import type { CallbackRequest } from "@repartee/send-core";
import { expect, onTestFinished, test } from "vitest";
import { deadPort, startApp, startListener } from "../test/app.ts";
import { selfSigned } from "../test/certificates.ts";
import { createCallbackPoster } from "./callback-poster.ts";
import { createWebhookClient } from "./webhook-client.ts";

const callback = (url: string): CallbackRequest => ({
  url,
  method: "POST",
  params: [["MessageStatus", "sent"]],
  authToken: "secret",
  key: "SM1/2",
});

function open() {
  const client = createWebhookClient();
  onTestFinished(() => client.close());
  return { client, poster: createCallbackPoster(client) };
}

test("an attempt and its repetition have the same idempotency token, another callback another", async () => {
  const app = await startApp((_request, answer) => void answer.writeHead(500).end());
  const { poster } = open();
  const request = callback(`${app.origin}/status`);
  await poster.post(request);
  await poster.post(request);
  await poster.post({ ...request, key: "SM1/3" });
  const [first, second, other] = app.seen.map(
    ({ headers }) => headers["i-twilio-idempotency-token"],
  );
  expect(first).toMatch(/^[0-9a-f-]{36}$/);
  expect(second).toBe(first);
  expect(other).not.toBe(first);
});

test("an outcome tells how far the attempt came", async () => {
  const { poster } = open();
  const answering = await startApp((_request, answer) => void answer.writeHead(404).end());
  const secure = await startApp((_request, answer) => void answer.end(), selfSigned());
  const breaking = await startListener((_request, answer) => {
    answer.writeHead(200, { "Content-Length": "10" }).write("half", () => answer.destroy());
  });
  const silent = await startListener(() => {});
  const outcomes = await Promise.all(
    [
      answering.origin,
      `http://localhost:${await deadPort()}`,
      secure.origin,
      `${silent}/#rt=100`,
      breaking,
    ].map((url) => poster.post(callback(url))),
  );
  expect(outcomes).toEqual([
    { httpStatus: 404, errorCode: 11200, phase: null },
    { httpStatus: null, errorCode: 11202, phase: "connect" },
    { httpStatus: null, errorCode: 11237, phase: "connect" },
    { httpStatus: null, errorCode: 11205, phase: "read" },
    { httpStatus: null, errorCode: expect.any(Number), phase: "other" },
  ]);
});

test("nothing is known of an attempt that the end of the client breaks off", async () => {
  const { client, poster } = open();
  const outcome = new Promise<unknown>((resolve) => {
    void startListener(() => void client.close()).then((silent) =>
      resolve(poster.post(callback(silent))),
    );
  });
  expect(await outcome).toBeUndefined();
});
