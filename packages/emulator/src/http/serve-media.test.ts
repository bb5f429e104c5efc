import type { MediaContent } from "@repartee/send-core";
import request from "supertest";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import {
  appNumber,
  createFakePlatform,
  type FakePlatform,
  handset,
} from "../test/fake-platform.ts";
import { png } from "../test/pictures.ts";

let platform: FakePlatform;
beforeEach(() => {
  platform = createFakePlatform();
});
afterEach(() => platform.emulator.close());

async function mediaPath(contentType: string, bytes: Buffer = png): Promise<string> {
  const content: MediaContent = { contentType, bytes };
  const { sid } = platform.sendCore.put({
    from: appNumber,
    to: handset,
    body: "",
    media: [content],
  });
  const [media] = await platform.sendCore.media(sid);
  return `/emulator/v1/messages/${sid}/media/${media?.sid}`;
}

describe("a media item", () => {
  test("that can carry a script is a download in a sandbox", async () => {
    for (const type of [
      "text/html",
      "image/svg+xml",
      "application/pdf",
      "text/xml",
      "text/vcard",
    ]) {
      const { headers } = await request(platform.app)
        .get(await mediaPath(type))
        .expect(200);
      expect(headers["content-disposition"], type).toMatch(/^attachment; filename="ME/);
      expect(headers["content-security-policy"], type).toContain("sandbox");
      expect(headers["x-content-type-options"], type).toBe("nosniff");
      expect(headers["cross-origin-resource-policy"], type).toBe("same-origin");
    }
  });

  test("that is a picture, a film or sound is shown in place", async () => {
    for (const type of ["image/png", "image/jpeg", "video/mp4", "audio/mpeg"]) {
      const { headers } = await request(platform.app)
        .get(await mediaPath(type))
        .expect(200);
      expect(headers["content-disposition"], type).toBe("inline");
      expect(headers["content-type"]).toBe(type);
      expect(headers["cache-control"]).toContain("immutable");
    }
  });

  test("can be read in parts, as players do", async () => {
    const path = await mediaPath("video/mp4", Buffer.from("0123456789"));
    const get = (range: string) => request(platform.app).get(path).set("Range", range);

    const part = await get("bytes=2-4").buffer(true).expect(206);
    expect(part.body.toString()).toBe("234");
    expect(part.headers["content-range"]).toBe("bytes 2-4/10");
    const end = await get("bytes=8-").expect(206);
    expect(end.body.toString()).toBe("89");
    const beyond = await get("bytes=10-").expect(416);
    expect(beyond.headers["content-range"]).toBe("bytes */10");
    for (const odd of ["bytes=0-1,4-5", "lines=1-2", "nonsense"]) await get(odd).expect(200);
  });

  test("is not there for SIDs that do not belong together", async () => {
    const path = await mediaPath("image/png");
    await request(platform.app).get(path.replace(/.$/, "x")).expect(404);
    await request(platform.app)
      .get(path.replace(/MM[0-9a-f]{32}/, `MM${"0".repeat(32)}`))
      .expect(404);
    await request(platform.app).get("/emulator/v1/messages/%E0%A4%A/media/x").expect(400);
  });
});
