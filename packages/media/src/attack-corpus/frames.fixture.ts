/** Part of a RIFF file: its name, its length, and its content, filled up to an even length. */
function riffChunk(name: string, ...content: readonly Buffer[]): Buffer {
  const body = Buffer.concat(content);
  const head = Buffer.alloc(8);
  head.write(name, "latin1");
  head.writeUInt32LE(body.length, 4);
  return Buffer.concat([head, body, Buffer.alloc(body.length % 2)]);
}

const three = (...values: readonly number[]) =>
  Buffer.from(values.flatMap((value) => [value & 255, (value >> 8) & 255, value >> 16]));

/** An animated WebP that shows one still WebP so many times: RFC 9649, 2.7. */
export function webpOf(still: Buffer, side: number, frames: number): Buffer {
  const size = three(side - 1, side - 1);
  const frame = riffChunk("ANMF", three(0, 0), size, three(20), Buffer.from([0]), still.subarray(12));
  return riffChunk(
    "RIFF",
    Buffer.from("WEBP"),
    riffChunk("VP8X", Buffer.from([2, 0, 0, 0]), size),
    riffChunk("ANIM", Buffer.alloc(6)),
    Buffer.concat(Array<Buffer>(frames).fill(frame)),
  );
}

/** A GIF whose frames are one pixel each, with these bytes in front of each. */
export function gifOf(frames: number, before: Buffer = Buffer.alloc(0)): Buffer {
  const head = Buffer.from([...Buffer.from("GIF89a"), 8, 0, 8, 0, 0x80, 0, 0, 0, 0, 0, 255, 255, 255]);
  const control = Buffer.from([0x21, 0xf9, 4, 0, 5, 0, 0, 0]);
  const pixel = Buffer.from([0x2c, 0, 0, 0, 0, 1, 0, 1, 0, 0, 2, 2, 0x4c, 1, 0]);
  const frame = Buffer.concat([before, control, pixel]);
  return Buffer.concat([head, ...Array<Buffer>(frames).fill(frame), Buffer.from([0x3b])]);
}

/** A comment of a GIF. */
export const gifComment: Buffer = Buffer.from([0x21, 0xfe, 2, 0x2c, 0x2c, 0]);
