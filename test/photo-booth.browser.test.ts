import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import sharp from "sharp";
import { expect, test } from "vitest";
import { chromiumMissing, chromiumPath, openPage } from "./support/browser.ts";
import { repartee, running } from "./support/command.ts";
import { colourAt, holidayPhoto } from "./support/pictures.ts";
import { temporaryFolder } from "./support/platform.ts";

const app = fileURLToPath(new URL("../examples/photo-booth/app.js", import.meta.url));

// A machine without a browser can run everything else; CI has one, and must not miss this.
const isLeftOut = chromiumPath === undefined && process.env.CI === undefined;
if (isLeftOut) process.stderr.write(`${chromiumMissing}\n`);

test.skipIf(isLeftOut)(
  "a picture goes out from the page and its answer appears",
  { timeout: 60_000 },
  async () => {
    const folder = await temporaryFolder();
    const command = repartee([
      "dev",
      "--port",
      "0",
      "--data",
      join(folder, "data"),
      "--",
      process.execPath,
      app,
    ]);
    const { url } = await running(command);
    const file = join(folder, "holiday.jpg");
    const original = await holidayPhoto();
    expect(await sharp(original).metadata()).toMatchObject({
      orientation: 6,
      exif: expect.any(Buffer),
    });
    await writeFile(file, original);

    const page = await openPage(url);
    const requests: string[] = [];
    page.on("request", (request) => requests.push(request.url()));
    const handset = page.getByTestId("handset").first();
    await handset.getByTestId("attach-input").setInputFiles(file);
    await handset.getByTestId("draft-file").waitFor();
    await handset.getByTestId("composer-text").fill("Summer in the Alps");
    await page.keyboard.press("Enter");

    const answer = handset.locator('[data-testid="bubble"][data-direction="received"]').first();
    await answer.getByTestId("bubble-text").getByText("Looking good!").waitFor();
    const image = answer.getByTestId("bubble-image");
    await image.waitFor();
    // The picture has really been decoded by the browser.
    await expect
      .poll(() => image.evaluate((element: { naturalWidth?: number }) => element.naturalWidth))
      .toBe(1160);
    const source = await image.getAttribute("src");
    const bytes = new Uint8Array(await (await fetch(new URL(source ?? "", url))).arrayBuffer());
    const metadata = await sharp(bytes).metadata();
    expect(metadata.exif).toBeUndefined();
    expect(metadata.orientation).toBeUndefined();
    expect([metadata.width, metadata.height]).toEqual([1160, 990]);
    // Upright: the orange sky is at the top, the dark blue ground at the bottom.
    const [skyRed, , skyBlue] = await colourAt(bytes, 0.5, 0.1);
    const [groundRed, , groundBlue] = await colourAt(bytes, 0.5, 0.78);
    expect(skyRed).toBeGreaterThan(skyBlue + 80);
    expect(groundBlue).toBeGreaterThan(groundRed + 20);

    await page.getByTestId("exchange-row").first().click();
    const detail = page.getByTestId("exchange-detail");
    await detail.getByText("X-Twilio-Signature").first().waitFor({ state: "attached" });
    await detail
      .locator('[data-testid="inspector-history"]')
      .getByText("delivered")
      .first()
      .waitFor();
    expect(await detail.textContent()).toContain("<Response>");
    expect(await detail.getByTestId("verb").first().getAttribute("data-outcome")).toBe("ran");

    expect(
      requests.filter((asked) => !asked.startsWith(url) && !/^(blob|data):/.test(asked)),
    ).toEqual([]);

    await page.reload();
    await page.locator('[data-testid="bubble"][data-direction="received"]').first().waitFor();
    await page.getByTestId("exchange-row").first().click();
    await page.getByTestId("exchange-detail").waitFor();
    await page.screenshot({ path: process.env.SCREENSHOT ?? join(folder, "phone.png") });
  },
);
