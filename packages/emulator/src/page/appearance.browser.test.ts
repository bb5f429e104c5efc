import axe from "axe-core";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { isLeftOut, launchBrowser } from "../test/browser.ts";
import { openPage } from "../test/open-page.ts";
import { png } from "../test/pictures.ts";
import { isDown, replies } from "../test/scripted-app.ts";

/** What an accessibility checker finds: contrast, names, roles, order. */
async function complaints(page: Page): Promise<unknown> {
  await page.evaluate(`${axe.source}; undefined`);
  return page.evaluate(
    `axe.run({ resultTypes: ["violations"] }).then(({ violations }) => violations.map(({ id, nodes }) => [id, nodes.map(({ target, any }) => [target.join(" "), any[0]?.message])]))`,
  );
}

const ground = (page: Page): Promise<unknown> =>
  page.evaluate("getComputedStyle(document.body).backgroundColor");

describe.skipIf(isLeftOut)("the page", () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launchBrowser();
  });
  afterAll(() => browser?.close());

  test.each([
    ["light", 1360, 860],
    ["dark", 1360, 860],
    ["light", 390, 844],
    ["dark", 390, 844],
  ] as const)("is accessible: %s, %d pixels wide", async (colorScheme, width, height) => {
    const { platform, page, handset, say } = await openPage(browser, {
      // Things that fade in have less contrast while they do.
      view: { colorScheme, viewport: { width, height }, reducedMotion: "reduce" },
    });
    expect(await complaints(page)).toEqual([]);
    const media = [{ contentType: "image/png", bytes: png }];
    platform.runtime.app = replies(platform, { text: "Looking good!", media });
    await say("Hi");
    await handset.getByText("Looking good!").waitFor();
    platform.runtime.app = isDown;
    await say("Hello?");
    await handset.getByTestId("trouble").waitFor();
    await handset.getByTestId("attach-input").setInputFiles([
      { name: "a.html", mimeType: "text/html", buffer: Buffer.from("<html>") },
      { name: "a.png", mimeType: "image/png", buffer: png },
    ]);
    await say("Refused");
    await handset.getByTestId("composer-problem").waitFor();
    expect(await complaints(page)).toEqual([]);

    if (width < 900) await page.getByTestId("view-inspector").click();
    for (const row of await page.getByTestId("exchange-row").all()) {
      await row.click();
      await page.evaluate(
        `document.querySelectorAll(".disclosure").forEach((one) => { one.open = true; })`,
      );
      expect(await complaints(page)).toEqual([]);
      if (width < 900) await page.getByTestId("inspector-back").click();
    }
  });

  test("follows the system's theme until another is chosen", async () => {
    const { page } = await openPage(browser, { view: { colorScheme: "light" } });
    const light = await ground(page);
    await page.emulateMedia({ colorScheme: "dark" });
    await expect.poll(() => ground(page)).not.toBe(light);
    await page.getByTestId("theme").click();
    await expect.poll(() => ground(page)).toBe(light);
    await page.reload();
    await page.getByTestId("theme").waitFor();
    expect(await ground(page)).toBe(light);
    await page.getByTestId("theme").click();
    await page.emulateMedia({ colorScheme: "light" });
    await expect.poll(() => ground(page)).not.toBe(light);
  });

  test.each([320, 390, 768, 1024, 1920])("fits %d pixels", async (width) => {
    const { platform, page, handset, say } = await openPage(browser, {
      view: { viewport: { width, height: 720 } },
    });
    const media = Array.from({ length: 10 }, () => ({ contentType: "image/png", bytes: png }));
    platform.runtime.app = replies(platform, { text: "W".repeat(300), media });
    await say("a".repeat(300));
    await expect.poll(() => handset.getByTestId("bubble-image").count()).toBe(10);
    await handset.getByTestId("attach-input").setInputFiles(
      Array.from({ length: 10 }, (_, index) => ({
        name: `${"n".repeat(80)}${index}.csv`,
        mimeType: "text/csv",
        buffer: Buffer.from("a,b"),
      })),
    );
    const overflow = () =>
      page.evaluate(`[...document.querySelectorAll("body *")].filter((element) => {
        const { right, width } = element.getBoundingClientRect();
        const scrolls = element.closest(".draft-media, .code-box, .visually-hidden, .handset-tabs");
        return width > 0 && right > innerWidth + 1 && !scrolls;
      }).map(({ className }) => String(className))`);
    expect(await overflow()).toEqual([]);
    if (width < 900) {
      expect(await page.getByTestId("inspector").isVisible()).toBe(false);
      await page.getByTestId("view-inspector").click();
      expect(await handset.isVisible()).toBe(false);
    }
    await page.getByTestId("exchange-row").first().click();
    await page.getByTestId("exchange-detail").waitFor();
    expect(await overflow()).toEqual([]);
  });
});
