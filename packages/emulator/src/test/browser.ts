import { existsSync } from "node:fs";
import { join } from "node:path";
import { type Browser, chromium } from "playwright-core";
import { builtPage } from "../http/serve-page.ts";

const places = [
  process.env.CHROMIUM_PATH,
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
];
const executablePath = places.find((path) => path && existsSync(path));

/** Why the page cannot be tested on this machine, if it cannot. */
const missing: string | undefined = !existsSync(join(builtPage, "index.html"))
  ? "The phone page is not built: run `npm run build` in packages/emulator."
  : executablePath === undefined
    ? "Chromium was not found: install it (Debian: apt-get install chromium) or set CHROMIUM_PATH."
    : undefined;

/** Leave the page's tests out? CI has all they need, and must not miss them. */
export const isLeftOut: boolean = missing !== undefined && process.env.CI === undefined;
if (isLeftOut) process.stderr.write(`${missing}\n`);

export function launchBrowser(): Promise<Browser> {
  if (missing !== undefined) throw new Error(missing);
  return chromium.launch({
    ...(executablePath === undefined ? {} : { executablePath }),
    args: ["--no-sandbox", "--disable-dev-shm-usage", "--headless=new"],
  });
}
