import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { isLeftOut, launchBrowser } from "../test/browser.ts";
import { openPage } from "../test/open-page.ts";
import { noise, png, pngOf, vcard } from "../test/pictures.ts";
import { replies } from "../test/scripted-app.ts";

const picture = (name = "a.png") => ({ name, mimeType: "image/png", buffer: png });

describe.skipIf(isLeftOut)("attachments", () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launchBrowser();
  });
  afterAll(() => browser?.close());

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
});
