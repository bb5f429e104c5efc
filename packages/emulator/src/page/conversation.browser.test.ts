import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { isLeftOut, launchBrowser } from "../test/browser.ts";
import { appNumber } from "../test/fake-platform.ts";
import { openPage } from "../test/open-page.ts";
import { png } from "../test/pictures.ts";
import { failsWith, isDown, replies } from "../test/scripted-app.ts";

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
