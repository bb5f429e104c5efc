import { existsSync } from "node:fs";
import { type Browser, chromium, type Page } from "playwright-core";
import { onTestFinished } from "vitest";

const places = [
  process.env.CHROMIUM_PATH,
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
];

/** The browser on this machine, if there is one. */
export const chromiumPath: string | undefined = places.find((path) => path && existsSync(path));

/** What a person reads when a browser test is left out. */
export const chromiumMissing =
  "Chromium was not found: install it (Debian: apt-get install chromium) or set CHROMIUM_PATH.";

/** A page of a real browser, as large as given, until the test ends. */
export async function openPage(url: string, size = { width: 1360, height: 860 }): Promise<Page> {
  if (chromiumPath === undefined) throw new Error(chromiumMissing);
  const browser: Browser = await chromium.launch({
    executablePath: chromiumPath,
    args: ["--no-sandbox", "--disable-dev-shm-usage"],
  });
  onTestFinished(() => browser.close());
  const page = await browser.newPage({ viewport: size, deviceScaleFactor: 2 });
  await page.goto(url);
  return page;
}
