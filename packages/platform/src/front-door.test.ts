import { expect, onTestFinished, test } from "vitest";
import { openFrontDoor } from "./front-door.ts";

test("every request is answered from the first moment on", async () => {
  const door = await openFrontDoor(0);
  onTestFinished(() => void door.http.close());
  const ask = async (path: string) => {
    const response = await fetch(`http://127.0.0.1:${door.port}${path}`);
    return [response.status, response.headers.get("retry-after"), await response.json()];
  };
  const starting = { status: "not ready", reasons: ["The platform is starting."] };
  expect(await ask("/healthz?deep=1")).toEqual([200, null, { status: "ok" }]);
  for (const path of ["/readyz", "/", "/2010-04-01/Accounts.json"]) {
    expect(await ask(path)).toEqual([503, "1", starting]);
  }
  door.open((_req, res) => void res.end("true"));
  expect(await ask("/")).toEqual([200, null, true]);
});

test("connections are kept for longer than a client pauses", async () => {
  const door = await openFrontDoor(0);
  onTestFinished(() => void door.http.close());
  const { headers } = await fetch(`http://127.0.0.1:${door.port}/healthz`);
  expect(headers.get("keep-alive")).toBe("timeout=65");
});
