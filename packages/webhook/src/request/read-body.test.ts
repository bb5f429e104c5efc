import { once } from "node:events";
import { PassThrough, Readable } from "node:stream";
import { describe, expect, test } from "vitest";
import { createInboundReceiver, readBody, readHostBody } from "../index.ts";
import { authToken, fields, post, publicUrl } from "../webhook.fixture.ts";

/** The error of a connection that the client has closed, as Node reports it. */
const reset = Object.assign(new Error("aborted"), { code: "ECONNRESET" });

describe("a client that goes away", () => {
  const failing = () => new Readable({ read: () => {} });

  test("leaves a body that is incomplete, by an error or without one", async () => {
    const [aborted, closed] = [failing(), failing()];
    const bodies = [readBody(aborted), readBody(closed)];
    aborted.destroy(reset);
    closed.destroy();
    for (const body of bodies)
      await expect(body).rejects.toMatchObject({ code: "body_incomplete" });
    const web = async function* () {
      yield "Bo";
      throw reset;
    };
    await expect(readBody(web())).rejects.toMatchObject({ code: "body_incomplete", cause: reset });
  });

  test("is answered 400 and is not the app's error", async () => {
    const errors: unknown[] = [];
    const receive = createInboundReceiver(
      { authToken, publicUrl, onError: (error) => void errors.push(error) },
      () => expect.unreachable(),
    );
    const gone = failing();
    const answer = receive({ ...post(fields), body: () => readBody(gone) });
    gone.destroy(reset);
    expect((await answer).status).toBe(400);
    expect(errors).toEqual([]);
    const hook = failing();
    const broken = receive({ ...post(fields), body: () => readBody(hook) });
    hook.destroy(new Error("a hook of the app failed"));
    expect((await broken).status).toBe(500);
    expect(errors.map(String)).toEqual(["Error: a hook of the app failed"]);
  });
});

describe("what a host has of a body", () => {
  const unread = () => Readable.from([Buffer.from("stream")]);
  const readHost = async (rawBody: unknown, parsed: unknown, stream = unread()) =>
    Buffer.from(
      await readHostBody({ rawBody, parsed, stream, advice: "Keep the bytes." }),
    ).toString();
  async function used(): Promise<Readable> {
    const stream = new PassThrough();
    stream.end("x");
    stream.resume();
    await once(stream, "end");
    return stream;
  }

  test("is what was kept, then the stream, then what a parser left", async () => {
    expect(await readHost(Buffer.from("kept"), "parsed")).toBe("kept");
    expect(await readHost("kept", undefined, await used())).toBe("kept");
    expect(await readHost("", "parsed")).toBe("stream");
    expect(await readHost(undefined, "parsed")).toBe("stream");
    expect(await readHost(undefined, "parsed", await used())).toBe("parsed");
    expect(await readHost({ a: 1 }, Buffer.from("parsed"), await used())).toBe("parsed");
    await expect(readHost(undefined, { a: 1 }, await used())).rejects.toThrow("Keep the bytes.");
  });

  test("is refused past the limit, also when the host has read it", async () => {
    const receive = createInboundReceiver({ authToken, publicUrl }, () => expect.unreachable());
    const answer = await receive({ ...post(fields), body: async () => Buffer.alloc(262_145) });
    expect(answer).toMatchObject({ status: 413, body: "The body is larger than 262144 bytes." });
  });
});
