import type { Browser, ConsoleMessage, Locator, Page, Request } from "playwright-core";
import { expect, onTestFinished } from "vitest";
import {
  createFakePlatform,
  type FakePlatform,
  type FakePlatformOptions,
} from "./fake-platform.ts";
import { stageOf } from "./stage.ts";

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

/** How the browser shows it. */
export interface View {
  /** Default: 1360 by 860. */
  readonly viewport?: { readonly width: number; readonly height: number };
  readonly colorScheme?: "light" | "dark";
  readonly reducedMotion?: "reduce";
}

/**
 * Opens the page. When the test ends, it must have asked no other server for anything, and broken
 * neither its own security policy nor a script.
 */
export async function openPage(
  browser: Browser,
  { view = {}, ...options }: FakePlatformOptions & { readonly view?: View } = {},
): Promise<OpenPage> {
  const platform = createFakePlatform(options);
  const { page, origin, serve, dropConnections, clear, discard } = await stageOf(browser);
  serve(platform);
  await page.setViewportSize(view.viewport ?? { width: 1360, height: 860 });
  const { colorScheme = "light", reducedMotion = "no-preference" } = view;
  await page.emulateMedia({ colorScheme, reducedMotion });
  const complaints = complaintsOf(page, origin);
  onTestFinished(async ({ task }) => {
    await (task.result?.state === "fail" ? discard() : clear());
    expect(complaints.end()).toEqual([]);
  });
  await page.goto(origin);
  const handset = page.getByTestId("handset").first();
  await page.getByText("Live", { exact: true }).waitFor({ state: "attached" });
  return {
    platform,
    page,
    origin,
    dropConnections,
    handset,
    async say(text) {
      await handset.getByTestId("composer-text").fill(text);
      await handset.getByTestId("composer-text").press("Enter");
    },
  };
}

/** Collects what a page must not do, until the end. */
function complaintsOf(page: Page, origin: string): { end(): readonly string[] } {
  const complaints: string[] = [];
  const onError = (error: Error) => void complaints.push(error.message);
  const onConsole = (line: ConsoleMessage) => {
    // The browser reports each refused request and each broken stream by itself; tests do both.
    const expected = /^Failed to load resource|net::ERR/.test(line.text());
    if (line.type() === "error" && !expected) complaints.push(line.text());
  };
  const onRequest = (request: Request) => {
    if (!request.url().startsWith(origin) && !/^(blob|data):/.test(request.url()))
      complaints.push(`It asked for ${request.url()}.`);
  };
  page.on("pageerror", onError).on("console", onConsole).on("request", onRequest);
  return {
    end() {
      page.off("pageerror", onError).off("console", onConsole).off("request", onRequest);
      return complaints;
    },
  };
}
