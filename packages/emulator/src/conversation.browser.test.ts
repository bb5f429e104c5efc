import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { isLeftOut, launchBrowser } from "./test/browser.ts";
import { appNumber } from "./test/fake-platform.ts";
import { openPage } from "./test/open-page.ts";
import { noise, png, pngOf, vcard } from "./test/pictures.ts";
import { failsWith, isDown, replies } from "./test/scripted-app.ts";

const picture = (name = "a.png") => ({ name, mimeType: "image/png", buffer: png });

describe.skipIf(isLeftOut)("a handset", () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launchBrowser();
  });
  afterAll(() => browser?.close());

  test("says what to do, then sends a picture and shows the reply with its picture", async () => {
    const { platform, handset, page } = await openPage(browser);
    const media = [{ contentType: "image/png", bytes: png }];
    platform.runtime.app = replies(platform, { text: "Looking good!", media });
    await handset.getByText("Text a picture to +1 500 555 0006").waitFor();

    await handset.getByTestId("attach-input").setInputFiles([picture()]);
    await handset.getByTestId("draft-file").getByRole("img").waitFor();
    await handset.getByTestId("composer-text").fill("Look");
    await handset.getByTestId("send-button").click();

    const [sent, received] = ["sent", "received"].map((direction) =>
      handset.locator(`[data-testid=bubble][data-direction=${direction}]`),
    );
    await received?.getByTestId("bubble-text").getByText("Looking good!").waitFor();
    expect(await sent?.count()).toBe(1);
    expect(await sent?.getByTestId("bubble-text").textContent()).toBe("Look");
    expect(await received?.getAttribute("data-status")).toBe("delivered");
    expect(await received?.getAttribute("data-sid")).toMatch(/^MM/);
    await expect.poll(() => sent?.getAttribute("data-status")).toBe("received");
    await handset.locator('[data-testid=ticks][data-done="true"]').waitFor();
    for (const bubble of [sent, received]) {
      const image = bubble?.getByTestId("bubble-image");
      await expect
        .poll(() => image?.evaluate((element: { naturalWidth?: number }) => element.naturalWidth))
        .toBe(1);
    }
    expect(await handset.getByTestId("draft-file").count()).toBe(0);

    await received?.getByRole("button", { name: /enlarge/ }).click();
    await page.getByTestId("lightbox").getByRole("img").waitFor();
    await page.keyboard.press("Escape");
    await page.getByTestId("lightbox").waitFor({ state: "hidden" });
  });

  test("keeps its history over a reload, and so do the handsets beside it", async () => {
    const { platform, page, handset, say } = await openPage(browser);
    platform.runtime.app = replies(platform, { text: "Hello" });
    await say("Hi");
    await handset.getByText("Hello").waitFor();
    await page.getByTestId("add-handset").last().click();
    await page.getByTestId("handset-number").fill("+49 151 12345678");
    await page.getByTestId("handset-add-confirm").click();
    const second = page.locator('[data-testid=handset][data-number="+4915112345678"]');
    await second.getByTestId("composer-text").and(page.locator(":focus")).waitFor();
    await page.keyboard.type("Hallo");
    await page.keyboard.press("Enter");
    await second.getByText("Hello").waitFor();

    await page.reload();
    await expect
      .poll(() => handset.getByTestId("bubble-text").allTextContents())
      .toEqual(["Hi", "Hello"]);
    await expect
      .poll(() => second.getByTestId("bubble-text").allTextContents())
      .toEqual(["Hallo", "Hello"]);
    expect(await page.getByTestId("exchange-row").count()).toBe(2);

    await second.getByTestId("close-handset").click();
    expect(await page.getByTestId("handset").count()).toBe(1);
  });

  test("can be used with the keyboard alone", async () => {
    const { platform, page, handset } = await openPage(browser);
    platform.runtime.app = replies(platform, { text: "Hello" });
    const focused = page.locator(":focus");
    const tabTo = async (testId: string) => {
      for (let presses = 0; presses < 40; presses += 1) {
        await page.keyboard.press("Tab");
        if ((await focused.getAttribute("data-testid")) === testId) return;
      }
      throw new Error(`Tab does not lead to ${testId}.`);
    };

    // The page opens with the focus in the field.
    await expect.poll(() => focused.getAttribute("data-testid")).toBe("composer-text");
    await page.keyboard.type("One");
    await page.keyboard.press("Shift+Enter");
    await page.keyboard.type("Two");
    await page.keyboard.press("Enter");
    await handset.getByText("Hello").waitFor();
    expect(await handset.getByTestId("bubble-text").first().textContent()).toBe("One\nTwo");
    // The focus stays in the field: the next message can be written at once.
    await page.keyboard.type("Three");
    await page.keyboard.press("Enter");
    await expect.poll(() => page.getByTestId("exchange-row").count()).toBe(2);

    await tabTo("exchange-row");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await page.getByTestId("exchange-detail").getByRole("heading", { name: "One Two" }).waitFor();
  });

  test("shows that the app is answering, and that a reply is on its way", async () => {
    const { platform, handset, say } = await openPage(browser);
    let answer = () => {};
    const answered = new Promise<void>((resolve) => {
      answer = resolve;
    });
    platform.runtime.app = async (session) => {
      await answered;
      await replies(platform, { text: "At last", ends: "queued" })(session);
    };
    await say("Hi");
    await handset.getByTestId("activity").getByText("The app is answering").waitFor();
    expect(await handset.getByTestId("ticks").getAttribute("data-done")).toBe("false");
    answer();
    await handset.getByTestId("activity").getByText("On its way: queued").waitFor();
    expect(await handset.getByText("At last").count()).toBe(0);

    const [reply] = await platform.sendCore.messages({ accountSid: "AC", limit: 1 });
    if (!reply) throw new Error("There is no reply.");
    platform.sendCore.move(reply.sid, "sending");
    await handset.getByText("On its way: sending").waitFor();
    platform.sendCore.move(reply.sid, "delivered");
    await handset.getByText("At last").waitFor();
    await handset.getByTestId("activity").waitFor({ state: "detached" });
  });

  test.each([
    ["is down", isDown, "The app did not answer", 11202],
    ["fails", failsWith(500, "Oops", 11217), "The app's answer did not work", 11217],
    ["writes bad XML", failsWith(200, "<Response>", 12100), "The app's answer did not work", 12100],
    [
      "writes an odd attribute",
      failsWith(200, "<Response/>", 12200),
      "The answer has a flaw",
      12200,
    ],
  ])("says it in the conversation when the app %s", async (_how, app, title, code) => {
    const { platform, page, handset, say } = await openPage(browser);
    await say("First");
    await page.getByTestId("exchange-row").waitFor();
    platform.runtime.app = app;
    await say("Second");
    const trouble = handset.getByTestId("trouble");
    await trouble.getByText(`${title}: ${code}`).waitFor();
    await page.locator("[data-testid=exchange-badge]").getByText(String(code)).first().waitFor();

    await page.getByTestId("exchange-row").last().click();
    await trouble.getByRole("button", { name: "Open in inspector" }).click();
    await page.getByTestId("inspector-notices").locator(`[data-code="${code}"]`).waitFor();
  });

  test("says it when a reply is lost on the way", async () => {
    const { platform, page, handset, say } = await openPage(browser);
    platform.runtime.app = replies(platform, { text: "Lost", ends: "undelivered" });
    await say("Hi");
    await handset.getByTestId("trouble").getByText("A reply was not delivered: 30003").waitFor();
    expect(await handset.getByTestId("bubble").count()).toBe(1);
    const notices = page.getByTestId("inspector-notices");
    await notices.getByText("A reply is undelivered. The handset is off.").waitFor();
    // Its status callback was never answered, either.
    await notices.getByText('The callback about "undelivered" did not reach').waitFor();
    await page.getByTestId("exchange-badge").getByText("30003").first().waitFor();
  });

  test("keeps what was written when it is refused, and can make pictures smaller", async () => {
    const { page, handset, platform } = await openPage(browser);
    platform.runtime.app = replies(platform, { text: "Thanks" });
    // By its path: the bytes do not go through the connection to the browser.
    const file = join(await mkdtemp(join(tmpdir(), "repartee-")), "large.png");
    onTestFinished(() => rm(dirname(file), { recursive: true }));
    const large = noise(1500);
    expect(large.length).toBeGreaterThan(6_000_000);
    await writeFile(file, large);
    await handset.getByTestId("attach-input").setInputFiles(file);
    await handset.getByTestId("composer-text").fill("Too large");
    await handset.getByTestId("send-button").click();
    await handset.getByTestId("composer-problem").getByText("Not sent: 11751").waitFor();
    expect(await handset.getByTestId("composer-text").inputValue()).toBe("Too large");
    expect(await handset.getByTestId("draft-file").count()).toBe(1);
    await page.locator("[data-testid=exchange-row][data-kind=refused]").waitFor();

    await handset.getByTestId("shrink").click();
    await handset.getByTestId("shrink").waitFor({ state: "detached" });
    await handset.getByTestId("send-button").click();
    await handset.getByText("Thanks").waitFor();
    expect(await handset.getByTestId("composer-problem").count()).toBe(0);
  });

  test("takes ten pictures and no more, and lets go of one", async () => {
    const { handset } = await openPage(browser);
    const many = Array.from({ length: 12 }, (_, index) => picture(`${index}.png`));
    await handset.getByTestId("attach-input").setInputFiles(many);
    await expect.poll(() => handset.getByTestId("draft-file").count()).toBe(10);
    await handset.getByText("A message carries 10 files at most; 2 left out.").waitFor();
    await handset.getByRole("button", { name: "Remove 3.png" }).click();
    expect(await handset.getByTestId("draft-file").count()).toBe(9);
    await handset.getByTestId("send-button").click();
    await expect
      .poll(() => handset.getByTestId("bubble").getByTestId("bubble-image").count())
      .toBe(9);
  });

  test("takes what is pasted and what is dropped", async () => {
    const { page, handset } = await openPage(browser);
    const give = (selector: string, event: string) => `(() => {
      const data = new DataTransfer();
      const bytes = Uint8Array.from(atob("${png.toString("base64")}"), (c) => c.charCodeAt(0));
      data.items.add(new File([bytes], "${event}.png", { type: "image/png" }));
      document.querySelector("${selector}").dispatchEvent(${event});
    })()`;
    await page.evaluate(
      give(
        "textarea",
        "new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true })",
      ),
    );
    await handset.getByTestId("draft-file").waitFor();
    await page.evaluate(
      give(
        ".device",
        "new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true })",
      ),
    );
    await expect.poll(() => handset.getByTestId("draft-file").count()).toBe(2);
  });

  test("shows what comes as what it is", async () => {
    const { platform, handset, say } = await openPage(browser);
    const media = [
      { contentType: "text/vcard", bytes: vcard },
      { contentType: "application/pdf", bytes: pngOf(3000) },
      { contentType: "audio/mpeg", bytes: pngOf(3000) },
      { contentType: "video/mp4", bytes: pngOf(3000) },
    ];
    platform.runtime.app = replies(platform, { text: "See https://example.com/a?b=c.", media });
    await say("Hi");
    await handset.getByTestId("bubble-vcard").getByText("Ada Lovelace").waitFor();
    await handset.getByTestId("bubble-vcard").getByText("+14155550123").waitFor();
    await handset.getByTestId("bubble-file").getByText("application/pdf · 2.9 kB").waitFor();
    await handset.getByTestId("bubble-audio").waitFor();
    await handset.getByTestId("bubble-video").waitFor();
    const link = handset.getByTestId("bubble-text").getByRole("link");
    expect(await link.getAttribute("href")).toBe("https://example.com/a?b=c");
  });

  test("texts with each of the account's numbers apart", async () => {
    const other = "+15005550009";
    const { platform, handset, say } = await openPage(browser, { numbers: [appNumber, other] });
    platform.runtime.app = replies(platform, { text: "Hello" });
    await say("To the first");
    await handset.getByText("Hello").waitFor();
    await handset.getByTestId("peer").selectOption(other);
    await handset.getByText("Text a picture to +1 500 555 0009").waitFor();
    await say("To the second");
    await handset.getByText("Hello").waitFor();
    expect(await handset.getByTestId("bubble-text").allTextContents()).toEqual([
      "To the second",
      "Hello",
    ]);
  });

  test("is offered when a message comes for a handset that is not open", async () => {
    const { platform, page } = await openPage(browser);
    const number = "+14155550177";
    const news = platform.sendCore.put({
      from: appNumber,
      to: number,
      body: "News",
      direction: "outbound-api",
    });
    platform.sendCore.move(news.sid, "sending");
    platform.sendCore.move(news.sid, "delivered");
    await page.getByText("New message for +1 415 555 0177").waitFor();
    await page.getByRole("button", { name: "Open handset" }).click();
    await page
      .locator(`[data-testid=handset][data-number="${number}"]`)
      .getByText("News")
      .waitFor();
  });

  test("catches up after the connection was lost", async () => {
    const { platform, page, handset, dropConnections } = await openPage(browser);
    dropConnections();
    await page.getByTestId("connection").getByText("Reconnecting").waitFor();
    const { sid } = platform.sendCore.put({
      from: appNumber,
      to: "+14155550100",
      body: "Missed you",
    });
    platform.sendCore.move(sid, "sending");
    platform.sendCore.move(sid, "delivered");
    await handset.getByText("Missed you").waitFor();
    await page.getByTestId("connection").getByText("Live").waitFor();
  });
});
