import type { Browser, BrowserContextOptions, Locator, Page } from "playwright-core";
import { expect, onTestFinished } from "vitest";
import {
  createFakePlatform,
  type FakePlatform,
  type FakePlatformOptions,
  listen,
} from "./fake-platform.ts";

/** The page in a browser, and the platform behind it. */
export interface OpenPage {
  readonly platform: FakePlatform;
  readonly page: Page;
  readonly origin: string;
  /** Cuts all connections, as a restart of the server does. */
  dropConnections(): void;
  /** The first handset. */
  readonly handset: Locator;
  say(text: string): Promise<void>;
}

/**
 * Opens the page. When the test ends, it must have asked no other server for anything, and broken
 * neither its own security policy nor a script.
 */
export async function openPage(
  browser: Browser,
  { context = {}, ...options }: FakePlatformOptions & { context?: BrowserContextOptions } = {},
): Promise<OpenPage> {
  const platform = createFakePlatform(options);
  const server = await listen(platform);
  const browserContext = await browser.newContext({
    viewport: { width: 1360, height: 860 },
    locale: "en-US",
    ...context,
  });
  const page = await browserContext.newPage();
  // Sooner than the test itself, so that it is told what was waited for.
  page.setDefaultTimeout(10_000);
  const complaints: string[] = [];
  page.on("pageerror", (error) => complaints.push(error.message));
  page.on("console", (line) => {
    // The browser reports each refused request and each broken stream by itself; tests do both.
    const expected = /^Failed to load resource|net::ERR/.test(line.text());
    if (line.type() === "error" && !expected) complaints.push(line.text());
  });
  page.on("request", (request) => {
    if (!request.url().startsWith(server.origin) && !/^(blob|data):/.test(request.url()))
      complaints.push(`It asked for ${request.url()}.`);
  });
  onTestFinished(async () => {
    await browserContext.close();
    await server.close();
    expect(complaints).toEqual([]);
  });
  await page.goto(server.origin);
  const handset = page.getByTestId("handset").first();
  await page.getByText("Live", { exact: true }).waitFor({ state: "attached" });
  return {
    platform,
    page,
    origin: server.origin,
    dropConnections: server.dropConnections,
    handset,
    async say(text) {
      await handset.getByTestId("composer-text").fill(text);
      await handset.getByTestId("composer-text").press("Enter");
    },
  };
}
