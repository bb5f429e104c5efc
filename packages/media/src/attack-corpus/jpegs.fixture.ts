const segment = (marker: number, content: Buffer) => {
  const head = Buffer.from([0xff, marker, 0, 0]);
  head.writeUInt16BE(content.length + 2, 2);
  return Buffer.concat([head, content]);
};

/** A JPEG with so many segments more, each of one byte. */
export function withSegments(jpeg: Buffer, marker: number, count: number): Buffer {
  const one = segment(marker, Buffer.from("x"));
  return Buffer.concat([jpeg.subarray(0, 2), Buffer.alloc(one.length * count, one), jpeg.subarray(2)]);
}

/**
 * A progressive JPEG of grey pixels with so many scans. Each says in a few bytes that all its blocks are
 * empty, and the decoder goes over all of them each time: ITU-T T.81, G.1.2.2.
 */
export function withScans(side: number, scans: number): Buffer {
  const size = Buffer.alloc(4);
  size.writeUInt16BE(side);
  size.writeUInt16BE(side, 2);
  const frame = Buffer.concat([Buffer.from([8]), size, Buffer.from([1, 1, 0x11, 0])]);
  const table = (kind: number, ...symbols: readonly number[]) =>
    segment(0xc4, Buffer.from([kind, ...symbols.map(() => 1), ...Array<number>(16 - symbols.length).fill(0), ...symbols]));
  const blocks = Math.ceil(side / 8) ** 2;
  const first = Buffer.concat([segment(0xda, Buffer.from([1, 1, 0, 0, 0, 0])), Buffer.alloc(Math.ceil(blocks / 8))]);
  // "A run of 32,767 empty blocks" is one bit for the code and fourteen for the length.
  const bits = `0${"1".repeat(14)}`.repeat(Math.ceil(blocks / 32_767));
  const runs = (bits.match(/.{1,8}/g) ?? []).flatMap((byte) => {
    const value = Number.parseInt(byte.padEnd(8, "1"), 2);
    return value === 0xff ? [value, 0] : [value];
  });
  // One coefficient each; there are 63, so up to that many the picture is valid.
  const scan = (band: number) => segment(0xda, Buffer.from([1, 1, 0, band, band, 0]));
  const empty = Buffer.from(runs);
  const rest = Array.from({ length: scans }, (_, index) => [scan(1 + (index % 63)), empty]).flat();
  return Buffer.concat([
    ...[Buffer.from([0xff, 0xd8]), segment(0xdb, Buffer.from([0, ...Array<number>(64).fill(1)]))],
    ...[segment(0xc2, frame), table(0, 0), table(0x10, 0xe0, 0x01), first],
    ...[...rest, Buffer.from([0xff, 0xd9])],
  ]);
}
