import { createVirtualClock } from "@repartee/send-core";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import {
  appNumber,
  createFakePlatform,
  type FakePlatform,
  handset,
  listen,
} from "../test/fake-platform.ts";

const clock = createVirtualClock(Date.UTC(2026, 6, 1));
let platform: FakePlatform;
let server: Awaited<ReturnType<typeof listen>>;
beforeEach(async () => {
  platform = createFakePlatform({ clock });
  server = await listen(platform);
});
afterEach(() => server.close());

interface Stream {
  readonly headers: Headers;
  /** Reads on until the text so far matches. */
  until(pattern: RegExp): Promise<string>;
  end(): Promise<string>;
}

async function open(headers: Record<string, string> = {}): Promise<Stream> {
  const response = await fetch(`${server.origin}/emulator/v1/events`, { headers });
  const reader = (response.body ?? new ReadableStream()).getReader();
  let text = "";
  const read = async () => {
    const { done, value } = await reader.read();
    text += new TextDecoder().decode(value);
    return done;
  };
  return {
    headers: response.headers,
    async until(pattern) {
      while (!pattern.test(text)) if (await read()) throw new Error(`Ended with: ${text}`);
      return text;
    },
    async end() {
      while (!(await read()));
      return text;
    },
  };
}

const lastId = (text: string) => [...text.matchAll(/^id: (\S+)$/gm)].at(-1)?.[1] ?? "";
const receive = (body: string) =>
  platform.runtime.receive({ from: handset, to: appNumber, body, media: [] });

describe("live events", () => {
  test("tell of messages that move and exchanges that change", async () => {
    const stream = await open();
    expect(stream.headers.get("content-type")).toContain("text/event-stream");
    await stream.until(/event: hello/);
    const received = await receive("Hi");
    const text = await stream.until(/"finished":true/);
    expect(text).toMatch(/event: message\ndata: .*"status":"receiving"/);
    expect(text).toMatch(/event: message\ndata: .*"status":"received"/);
    expect(text).toMatch(/event: exchange\ndata: .*"finished":false/);
    expect(text).toContain(received.ok ? received.exchangeSid : "refused");
    expect(text).not.toContain("Hi");
  });

  test("give a client that comes back what it has missed", async () => {
    const first = await open();
    const seen = lastId(await first.until(/event: hello[\s\S]*\n\n/));
    await receive("Hi");
    const second = await open({ "Last-Event-ID": seen });
    const text = await second.until(/event: hello/);
    expect(text).toMatch(/event: exchange[\s\S]*event: hello/);
    expect(text).not.toContain("event: reset");

    const third = await open({ "Last-Event-ID": lastId(text) });
    expect(await third.until(/event: hello/)).not.toContain("event: exchange");
  });

  test("tell a client of another run to start afresh", async () => {
    for (const id of ["00000000-3", "nonsense", ""]) {
      const stream = await open({ "Last-Event-ID": id });
      expect(await stream.until(/event: hello/), id).toContain("event: reset");
    }
  });

  test("show signs of life, and end when the emulator closes", async () => {
    const stream = await open();
    await stream.until(/event: hello/);
    await clock.advance(15_000);
    await stream.until(/: alive/);
    await clock.advance(15_000);
    await stream.until(/: alive[\s\S]*: alive/);
    platform.emulator.close();
    await stream.end();
    platform.sendCore.put({ from: appNumber, to: handset, body: "Nobody listens" });
  });
});
