import express from "express";
import request from "supertest";
import { expect, test } from "vitest";
import { isThisMachine, requireCredentials } from "./require-credentials.ts";

test.each([
  ["127.0.0.1", true],
  ["127.9.8.7", true],
  ["::ffff:127.0.0.1", true],
  ["::1", true],
  ["192.0.2.2", false],
  ["::ffff:192.0.2.2", false],
  ["fe80::1", false],
  ["1127.0.0.1", false],
  [undefined, false],
])("%s is this machine: %s", (address, isThis) => {
  expect(isThisMachine(address)).toBe(isThis);
});

test("other machines are refused when there are no credentials to ask for", async () => {
  const app = express()
    .use((req, _res, next) => {
      Object.defineProperty(req.socket, "remoteAddress", { value: "192.0.2.2" });
      next();
    })
    .use(requireCredentials(undefined));
  const { status, headers, body } = await request(app).get("/");
  expect({ status, body }).toMatchObject({ status: 403, body: { code: 20003 } });
  expect(headers["www-authenticate"]).toBeUndefined();
});

test("a webhook is refused, wherever it comes from", async () => {
  const app = express()
    .use(requireCredentials(async () => true))
    .get("/", (_req, res) => void res.send("everything"));
  expect((await request(app).get("/")).text).toBe("everything");
  const signed = request(app).get("/").set("X-Twilio-Signature", "0/KCTR6DLpKmkAf8muzZqo1nDgQ=");
  expect(await signed).toMatchObject({ status: 403, body: { code: 20003 } });
});
