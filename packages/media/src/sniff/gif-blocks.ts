/** A frame, or what stands between frames. */
export interface GifBlock {
  readonly isFrame: boolean;
  readonly start: number;
  readonly end: number;
}

const [EXTENSION, IMAGE] = [0x21, 0x2c];

/** The blocks of a GIF behind its head, one after another: "Graphics Interchange Format", version 89a. */
export function* gifBlocks(gif: Buffer): Generator<GifBlock> {
  for (let start = 13 + tableLength(gif[10]); start < gif.length; ) {
    const isFrame = gif[start] === IMAGE;
    if (!isFrame && gif[start] !== EXTENSION) return;
    // A frame has a descriptor, its table of colours, and the size of its codes; an extension has a label.
    const head = isFrame ? 10 + tableLength(gif[start + 9]) + 1 : 2;
    const end = afterParts(gif, start + head);
    yield { isFrame, start, end };
    start = end;
  }
}

/** Bytes of the table of colours that these flags announce. */
function tableLength(flags = 0): number {
  return (flags & 0x80) === 0 ? 0 : 3 * 2 ** ((flags & 7) + 1);
}

/** Where the parts of a block end: each begins with its length, the last is empty. */
function afterParts(gif: Buffer, start: number): number {
  let at = start;
  for (let length = gif[at]; length !== undefined && length > 0; length = gif[at]) at += 1 + length;
  return at + 1;
}
