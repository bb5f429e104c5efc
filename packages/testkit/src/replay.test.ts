import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseForm } from "@repartee/protocol";
import sharp from "sharp";
import twilio from "twilio";
import { expect, onTestFinished, test } from "vitest";
import { replay, startPlatform, type TestPlatform } from "./index.ts";

const handset = "+14155550100";

async function newFile(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "repartee-recording-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  return join(folder, "talk.yaml");
}

function picture(colour: string): Promise<Buffer> {
  const create = { width: 40, height: 30, channels: 3, background: colour } as const;
  return sharp({ create }).png().toBuffer();
}

interface Tone {
  readonly greeting: string;
  readonly colour: string;
  /** Whether it sends something more through the API. */
  readonly calls: number;
}

const usual: Tone = { greeting: "Hello & welcome\nto the booth", colour: "#00d", calls: 1 };

/** An app that answers with a picture, redirects, and sends through the API. */
function serve(platform: TestPlatform, { greeting, colour, calls }: Tone): void {
  const xml = (verbs: string) =>
    new Response(`<Response>${verbs}</Response>`, { headers: { "Content-Type": "text/xml" } });
  const client = platform.client(twilio);
  platform.serve(async (request) => {
    const { pathname } = new URL(request.url);
    if (pathname.startsWith("/pictures/"))
      return new Response(new Uint8Array(await picture(colour)), {
        headers: { "Content-Type": "image/png" },
      });
    const fields = new Map(parseForm(await request.text()));
    if (pathname === "/help") return xml("<Message>Send me a picture.</Message>");
    if (fields.get("NumMedia") === "0") return xml("<Redirect>/help</Redirect>");
    for (let call = 0; call < calls; call += 1) {
      await client.messages.create({
        from: platform.numbers[0],
        to: handset,
        body: `See ${platform.appUrl}/gallery`,
      });
    }
    const name = `${fields.get("MessageSid")}.png`;
    return xml(
      `<Message><Body>${greeting.replace("&", "&amp;")}</Body><Media>/pictures/${name}</Media></Message>`,
    );
  });
}

async function recorded(file: string): Promise<TestPlatform> {
  const platform = await startPlatform({ clock: "virtual", record: file });
  serve(platform, usual);
  const phone = platform.phone(handset);
  await phone.sends({ body: "Hi", media: [await picture("#d00")] });
  await phone.receives({ matching: "welcome" });
  await phone.receives({ matching: "gallery" });
  await phone.sends("What is this?");
  await phone.receives({ matching: "Send me" });
  await platform.close();
  return platform;
}

async function replayed(file: string, tone: Partial<Tone> = {}): Promise<string> {
  const platform = await startPlatform({ clock: "virtual", timeout: 200 });
  onTestFinished(() => platform.close());
  serve(platform, { ...usual, ...tone });
  const { isSame, report } = await platform.replay(file);
  expect(isSame).toBe(!report.includes("not as recorded"));
  return report;
}

test("a recording is readable, the same each time, and holds no token", async () => {
  const file = await newFile();
  const { account } = await recorded(file);
  const text = await readFile(file, "utf8");
  expect(text).toMatch(/^# A recording of Repartee/);
  expect(text).not.toContain(account.authToken);
  expect(text).not.toContain(account.sid);
  expect(text).not.toMatch(/localhost|signature/i);
  expect(text.match(/^kind: .*/gm)).toEqual(["kind: reply", "kind: api", "kind: reply"]);
  expect(text).toContain(
    'MediaUrl0: "{Platform}/2010-04-01/Accounts/{AccountSid}/Messages/{MessageSid}/Media/{MediaSid0}"',
  );
  expect(text).toContain("{App}/help");

  const folder = file.replace(/yaml$/, "media");
  const kept = await Promise.all(
    (await readdir(folder)).map((name) => readFile(join(folder, name))),
  );
  expect(kept.map((bytes) => bytes.toString("base64")).sort()).toEqual(
    [await picture("#d00"), await picture("#00d")].map((bytes) => bytes.toString("base64")).sort(),
  );

  await recorded(file);
  expect(await readFile(file, "utf8")).toBe(text);
  await writeFile(file, "shopping: milk\n");
  await expect(startPlatform({ record: file })).rejects.toMatchObject({
    code: "recording_invalid",
  });
});

test("the same app does the same", async () => {
  const file = await newFile();
  await recorded(file);
  expect(await replayed(file)).toBe(
    [
      `1. ${handset} to +15005550006: "Hi", 1 media: same`,
      `2. API: +15005550006 to ${handset}: "See {App}/gallery": same`,
      `3. ${handset} to +15005550006: "What is this?": same`,
      "3 exchanges, all as recorded.",
    ].join("\n"),
  );
});

test("what a changed app does differently is told, line by line", async () => {
  const file = await newFile();
  await recorded(file);
  const other = await replayed(file, { greeting: "Hello & goodbye\nto the booth" });
  expect(other).toContain(`
     POST the webhook: 200 text/xml
       <Message>
   -     "Hello & welcome"
   +     "Hello & goodbye"
         "to the booth"
         1 media
`);
  const red = await replayed(file, { colour: "#d00" });
  expect(red.match(/^ {3}[+-] +image\/png sha256:[0-9a-f]{16}$/gm)).toHaveLength(2);
  expect(await replayed(file, { calls: 0 })).toContain('gallery": missing');
  expect(await replayed(file, { calls: 2 })).toMatch(/4\. API: .*gallery": new/);
});

test("a recording is played against an app by its URL or handler, with the numbers it needs", async () => {
  const file = await newFile();
  const platform = await startPlatform({
    numbers: ["+15005550009"],
    record: file,
    webhook: () => new Response("Hello"),
  });
  await platform.phone(handset).sends("Hi");
  await platform.phone(handset).receives();
  await platform.close();
  expect((await replay(file, { webhook: () => new Response("Hello") })).isSame).toBe(true);
  const { report } = await replay(file, { webhook: () => new Response("", { status: 500 }) });
  expect(report).toContain("+ POST the webhook: 500");
  expect(report).toMatch(/\+ 11200 /);
  await expect(replay(`${file}.none`, {})).rejects.toMatchObject({ code: "recording_invalid" });
  await rm(file.replace(/yaml$/, "media"), { recursive: true, force: true });
});

test("a group message is recorded with its others, and played as one", async () => {
  const file = await newFile();
  const platform = await startPlatform({ record: file });
  // It tells one from the other: played without its others it would not be the same.
  const webhook = async (request: Request) => {
    const fields = new Map(parseForm(await request.text()));
    return new Response(
      `With ${fields.get("OtherRecipients0")}, ${fields.get("OtherRecipients1")}`,
    );
  };
  platform.serve(webhook);
  const phone = platform.phone(handset);
  await phone.sends({ body: "Hi, all", otherRecipients: ["+14155550102", "+14155550101"] });
  await phone.receives({ matching: "With +14155550102, +14155550101" });
  await phone.sends("Hi, you");
  await phone.receives({ matching: "With undefined" });
  await platform.close();
  expect((await readFile(file, "utf8")).match(/^otherRecipients:/gm)).toHaveLength(1);
  expect((await replay(file, { webhook })).report).toContain("2 exchanges, all as recorded.");
});

test("exchanges are written in the order in which they began, and none is lost at the end", async () => {
  const file = await newFile();
  const platform = await startPlatform({ record: file });
  let answerFirst = (_: Response) => {};
  const asked = new Promise<void>((resolve) => {
    platform.serve(async (request) => {
      const fields = new Map(parseForm(await request.text()));
      if (fields.get("Body") !== "first") return new Response("Hello second");
      resolve();
      return new Promise<Response>((answer) => {
        answerFirst = answer;
      });
    });
  });
  const phone = platform.phone(handset);
  const first = await phone.sends("first");
  await asked;
  const second = await phone.sends("second");
  await second.exchange();
  answerFirst(new Response("Hello first"));
  await first.exchange();
  // It waits a second for its turn: it is not handed over yet.
  await platform.close();
  const text = await readFile(file, "utf8");
  expect(text.match(/^body: .*/gm)).toEqual(["body: first", "body: second"]);
  expect(text.match(/ body: Hello .*/g)).toHaveLength(4);
});
