import { once } from "node:events";
import { connect, createServer } from "node:http2";
import { inboundFields, signedRequest } from "@repartee/testkit";
import { expect, test } from "vitest";
import { inbound, toNodeListener } from "./index.ts";

const authToken = "12345678901234567890123456789012";
const signed = signedRequest({
  authToken,
  url: "https://app.example.com/sms",
  params: inboundFields(),
});
const sms = inbound({ authToken, trustProxy: ["x-forwarded-proto"] }, () => "ok");

test("a Request without a Host header has its host in the URL", async () => {
  const send = async (url: string) => {
    const { method, headers, body = "" } = signed;
    return sms(
      new Request(url, { method, body, headers: { ...headers, "x-forwarded-proto": "https" } }),
    );
  };
  expect((await send("http://app.example.com/sms")).status).toBe(200);
  expect((await send("http://evil.example/sms")).status).toBe(403);
});

test("the listener serves HTTP/2, where the authority is the host", async () => {
  const server = createServer(toNodeListener(sms)).listen(0);
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") return expect.unreachable();
  const session = connect(`http://localhost:${address.port}`);
  const stream = session.request({
    ...signed.headers,
    ":authority": "app.example.com",
    ":method": "POST",
    ":path": "/sms",
    "x-forwarded-proto": "https",
  });
  stream.end(signed.body);
  const [headers] = await once(stream, "response");
  const text = Buffer.concat(await stream.toArray()).toString();
  expect(headers[":status"]).toBe(200);
  expect(text).toContain("<Message>ok</Message>");
  session.destroy();
  server.close();
  await once(server, "close");
});
