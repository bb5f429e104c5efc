import { gifBlocks } from "../sniff/gif-blocks.ts";
import { namesPlace } from "./xmp.ts";

// "XMP Specification", part 3, 1.1.2: an extension of an application that writes XMP as it is.
const mark = Buffer.from("!\u00ff\u000bXMP DataXMP", "latin1");

/** A GIF without the XMP that names its position; `undefined` when it has none. */
export function gifWithoutPlace(gif: Buffer): Buffer | undefined {
  const kept: Buffer[] = [];
  let from = 0;
  for (const { start, end } of gifBlocks(gif)) {
    const isXmp = gif.subarray(start, start + mark.length).equals(mark);
    if (!isXmp || !namesPlace(gif.subarray(start, end))) continue;
    kept.push(gif.subarray(from, start));
    from = end;
  }
  return from === 0 ? undefined : Buffer.concat([...kept, gif.subarray(from)]);
}
