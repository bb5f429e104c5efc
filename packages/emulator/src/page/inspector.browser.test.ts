import { systemClock } from "@repartee/send-core";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { isLeftOut, launchBrowser } from "../test/browser.ts";
import { appNumber, handset as handsetNumber } from "../test/fake-platform.ts";
import { openPage } from "../test/open-page.ts";
import { failsWith, replies } from "../test/scripted-app.ts";

describe.skipIf(isLeftOut)("the inspector", () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launchBrowser();
  });
  afterAll(() => browser?.close());

  test("shows the request, the signed string, the answer, the verbs and every status", async () => {
    const { platform, page, say } = await openPage(browser);
    await page.getByTestId("inspector-empty").waitFor();
    platform.runtime.app = replies(platform, { text: "Fish &amp; chips" });
    await say("Hungry");
    const detail = page.getByTestId("exchange-detail");
    await detail.getByRole("heading", { name: "Hungry" }).waitFor();

    const params = detail.getByTestId("inspector-params");
    await params.getByText("Parameters").click();
    await expect
      .poll(() => params.getByRole("row").allTextContents())
      .toEqual([`From${handsetNumber}`, "BodyHungry", "emptyFromCity"]);
    const headers = detail.getByTestId("inspector-headers");
    await headers.getByText("Headers").click();
    await headers.getByText("b+s7klZSxSQCPGEDAKNYcb/hiTY=").waitFor();
    const signed = detail.getByTestId("inspector-signed-string");
    await signed.getByText("The string that was signed").click();
    await signed.getByText("http://localhost:3000/sms", { exact: true }).waitFor();
    expect(await signed.locator("pre").textContent()).toBe(
      `http://localhost:3000/smsBodyHungryFrom${handsetNumber}FromCity`,
    );

    const answer = detail.getByTestId("inspector-answer-body");
    expect(await answer.textContent()).toBe(
      '<?xml version="1.0" encoding="UTF-8"?>\n<Response>\n  <Message>Fish &amp; chips</Message>\n</Response>\n',
    );
    await detail.getByRole("button", { name: "As it came" }).click();
    expect(await answer.textContent()).toMatch(/^<\?xml.*<\/Response>\n$/);
    await detail.getByTestId("inspector-answer-headers").getByText("Headers").click();
    await detail.getByTestId("inspector-answer-headers").getByText("text/xml").waitFor();

    expect(await detail.getByTestId("verb").getAttribute("data-outcome")).toBe("ran");
    const reply = detail.locator("[data-testid=inspector-message][data-direction=outbound-reply]");
    const steps = reply.getByTestId("inspector-history").locator(".step-status");
    await expect
      .poll(() => steps.allTextContents())
      .toEqual(["queued", "sending", "sent", "delivered"]);
    await reply.getByTestId("inspector-callback").getByText("200").waitFor();
  });

  test("points at the line that is wrong, and says what to do", async () => {
    const { platform, page, say } = await openPage(browser);
    const body = "<Response>\n  <Message>Fish & chips</Message>\n</Response>";
    platform.runtime.app = failsWith(200, body, 12100, { line: 2, column: 17 });
    await say("Hungry");
    const notice = page.getByTestId("inspector-notices").getByTestId("notice");
    await notice.getByText("Document parse failure").waitFor();
    await notice.getByText("Line 2, column 17").waitFor();
    await notice.getByText("What to do").waitFor();
    expect(await page.locator("[data-marked=true]").textContent()).toContain("Fish & chips");
  });

  test("explains a 403", async () => {
    const { platform, page, say } = await openPage(browser);
    platform.runtime.app = failsWith(403, "Forbidden", 11217);
    await say("Hi");
    await page
      .getByTestId("inspector-notices")
      .getByText(/failed signature check/)
      .waitFor();
  });

  test("follows what happens, unless an older exchange was chosen", async () => {
    const { platform, page, say } = await openPage(browser);
    platform.runtime.app = replies(platform, { text: "Hello" });
    const title = page.getByTestId("exchange-detail").getByRole("heading", { level: 2 });
    for (const text of ["One", "Two"]) {
      await say(text);
      await expect.poll(() => title.textContent()).toBe(text);
    }
    await page.getByTestId("exchange-row").last().click();
    await expect.poll(() => title.textContent()).toBe("One");
    await say("Three");
    await expect.poll(() => page.getByTestId("exchange-row").count()).toBe(3);
    expect(await title.textContent()).toBe("One");
    // Its address can be kept and shared with whoever sits beside.
    await page.reload();
    await expect.poll(() => title.textContent()).toBe("One");
    await expect.poll(() => page.getByTestId("exchange-row").count()).toBe(3);
    await page.getByTestId("exchange-row").first().click();
    await expect.poll(() => title.textContent()).toBe("Three");
    await say("Four");
    await expect.poll(() => title.textContent()).toBe("Four");
  });

  test("shows calls of the API and refused messages, too", async () => {
    const { platform, page } = await openPage(browser);
    const { sid: messageSid } = platform.sendCore.put({
      from: appNumber,
      to: handsetNumber,
      body: "From the API",
      direction: "outbound-api",
    });
    await platform.runtime.record({
      kind: "api",
      accountSid: "AC00000000000000000000000000000001",
      messageSid,
      from: appNumber,
      to: handsetNumber,
      body: "From the API",
      numMedia: 0,
    });
    await page.getByTestId("exchange-row").getByText("API", { exact: true }).waitFor();
    await platform.runtime.receive({
      from: handsetNumber,
      to: "+15005550009",
      body: "?",
      media: [],
    });
    await page.locator("[data-testid=exchange-row][data-state=error]").getByText("21601").waitFor();
  });

  test("goes back through all that happened", async () => {
    let time = Date.now() - 1_000_000;
    const now = () => {
      time += 1000;
      return time;
    };
    const { platform, page } = await openPage(browser, { clock: { ...systemClock, now } });
    for (let index = 0; index < 60; index += 1) {
      const body = `Message ${index}`;
      await platform.runtime.receive({ from: handsetNumber, to: appNumber, body, media: [] });
    }
    await page.reload();
    await expect.poll(() => page.getByTestId("exchange-row").count()).toBe(50);
    await page.getByRole("button", { name: "Older" }).click();
    await expect.poll(() => page.getByTestId("exchange-row").count()).toBe(60);
    await page.getByRole("button", { name: "Older" }).waitFor({ state: "detached" });
  });
});
