import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { isLeftOut, launchBrowser } from "../test/browser.ts";
import { openPage } from "../test/open-page.ts";
import { replies } from "../test/scripted-app.ts";

describe.skipIf(isLeftOut)("a handset", () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launchBrowser();
  });
  afterAll(() => browser?.close());

  test("texts to a group, and shows who is in it", async () => {
    const { platform, handset, say } = await openPage(browser);
    platform.runtime.app = replies(platform, { text: "Hello, all" });
    await handset.getByRole("button", { name: "Text to a group" }).click();
    await handset.getByTestId("group-field").fill("+14155550101 +1 (415) 555-0102, ");
    await say("Hi, you three");
    await handset.getByText("Hello, all").waitFor();
    const sent = handset.locator("[data-testid=bubble][data-direction=sent]");
    expect(await sent.getAttribute("data-sid")).toMatch(/^MM/);
    expect(await sent.getByTestId("bubble-group").textContent()).toBe(
      "with +1 415 555 0101, +1 415 555 0102",
    );
    // The group stays until it is left.
    await say("And again");
    await expect.poll(() => handset.getByTestId("bubble-group").count()).toBe(2);
    await handset.getByRole("button", { name: "Text to one alone" }).click();
    await say("Only you");
    await sent.getByText("Only you").waitFor();
    expect(await handset.getByTestId("bubble-group").count()).toBe(2);
  });

  test("is switched off and on, here and elsewhere", async () => {
    const { platform, handset, page, origin } = await openPage(browser);
    await handset.getByRole("button", { name: "Switch the handset off" }).click();
    await handset.getByText("Switched off.").waitFor();
    expect(await handset.getByTestId("composer-text").count()).toBe(0);
    await page.reload();
    await handset.getByText("Switched off.").waitFor();
    await handset.getByTestId("switch-on").click();
    await handset.getByTestId("composer-text").waitFor();
    const number = await handset.getAttribute("data-number");
    await fetch(`${origin}/emulator/v1/phones/${encodeURIComponent(number ?? "")}`, {
      method: "PUT",
      headers: { "Content-Type": "application/json" },
      body: '{"switched_off": true}',
    });
    await handset.getByTestId("switched-off").waitFor();
    expect(await handset.getByTestId("group-button").count()).toBe(0);
    // A test in the same process does it without the API.
    platform.handsets.switchOff(number ?? "", false);
    await handset.getByTestId("composer-text").waitFor();
  });

  test("keeps a group with an odd number in it, and says which it is", async () => {
    const { handset, say } = await openPage(browser);
    await handset.getByTestId("group-button").click();
    await handset.getByTestId("group-field").fill("+14155550101, my sister");
    await say("Hi, you two");
    const problem = handset.getByTestId("composer-problem");
    await problem.getByText('"my sister"').waitFor();
    expect(await problem.getAttribute("data-code")).toBe("21211");
    expect(await handset.getByTestId("composer-text").inputValue()).toBe("Hi, you two");
    expect(await handset.getByTestId("group-field").inputValue()).toBe("+14155550101, my sister");
  });
});
