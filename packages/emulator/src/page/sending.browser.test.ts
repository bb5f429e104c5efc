import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { isLeftOut, launchBrowser } from "../test/browser.ts";
import { openPage } from "../test/open-page.ts";
import { replies } from "../test/scripted-app.ts";

describe.skipIf(isLeftOut)("what is sent", () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launchBrowser();
  });
  afterAll(() => browser?.close());

  test("is shown at once, and at no moment twice", async () => {
    const { platform, handset, page, say } = await openPage(browser);
    platform.runtime.app = replies(platform, { text: "Hello" });
    await page.evaluate(`
      globalThis.seen = {};
      new MutationObserver(() => {
        const counts = {};
        for (const { textContent } of document.querySelectorAll("[data-testid=bubble-text]")) {
          counts[textContent] = (counts[textContent] ?? 0) + 1;
        }
        for (const [text, count] of Object.entries(counts)) {
          seen[text] = Math.max(seen[text] ?? 0, count);
        }
      }).observe(document.body, { childList: true, subtree: true, characterData: true });
    `);
    const texts = ["One", "Two", "Three", "Four"];
    for (const text of texts) await say(text);
    const sent = handset.locator("[data-testid=bubble][data-direction=sent]");
    await expect.poll(() => sent.getByTestId("bubble-text").allTextContents()).toEqual(texts);
    await expect.poll(() => handset.getByTestId("bubble-pending").count()).toBe(0);
    expect(await page.evaluate("seen")).toMatchObject({ One: 1, Two: 1, Three: 1, Four: 1 });
  });
});
