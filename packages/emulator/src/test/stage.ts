import { once } from "node:events";
import { createServer } from "node:http";
import type { Browser, Page } from "playwright-core";
import type { FakePlatform } from "./fake-platform.ts";

/** One page of a browser, which shows one platform after the other. */
export interface Stage {
  readonly page: Page;
  readonly origin: string;
  /** Answers for this platform from now on. */
  serve(platform: FakePlatform): void;
  dropConnections(): void;
  /** Leaves the platform, and forgets everything that the page has stored. */
  clear(): Promise<void>;
  /** Closes the page: a test that failed may still act on it. The next test gets a new one. */
  discard(): Promise<void>;
}

const stages = new WeakMap<Browser, Promise<Stage>>();

/** The stage of a browser: a page that has run before opens in a third of the time of a new one. */
export function stageOf(browser: Browser): Promise<Stage> {
  const stage = stages.get(browser) ?? openStage(browser);
  stages.set(browser, stage);
  return stage;
}

async function openStage(browser: Browser): Promise<Stage> {
  let platform: FakePlatform | undefined;
  const server = createServer((req, res) => {
    if (platform && req.url !== "/empty") platform.app(req, res);
    else res.setHeader("Content-Type", "text/html").end("<!doctype html>");
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  browser.once("disconnected", () => server.close());
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The system gave no port.");
  const origin = `http://127.0.0.1:${address.port}`;
  const leave = () => {
    platform?.emulator.close();
    platform = undefined;
    server.closeAllConnections();
  };
  const context = await browser.newContext({ locale: "en-US" });
  const page = await context.newPage();
  // Sooner than the test itself, so that the error names what did not appear.
  page.setDefaultTimeout(10_000);
  return {
    page,
    origin,
    serve(next) {
      platform = next;
    },
    dropConnections: () => server.closeAllConnections(),
    async clear() {
      await page.goto(`${origin}/empty`);
      await page.evaluate("localStorage.clear(); sessionStorage.clear()");
      leave();
    },
    async discard() {
      stages.delete(browser);
      leave();
      server.close();
      await context.close();
    },
  };
}
