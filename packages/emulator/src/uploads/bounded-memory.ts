import type { Request } from "express";
import type { StorageEngine } from "multer";

/** The files of one request are larger than they may be together. */
export class FilesTooLarge extends Error {
  override readonly name = "FilesTooLarge";
}

/**
 * Keeps uploaded files in memory, as multer's own storage does, but counts the files of a request
 * together: at the limit it lets go of them and fails with {@link FilesTooLarge}.
 */
export function boundedMemory(mostBytes: number): StorageEngine {
  const sizes = new WeakMap<Request, number>();
  return {
    _handleFile(req, { stream }, done) {
      const chunks: Buffer[] = [];
      let isOver = false;
      stream.on("data", (chunk: Buffer) => {
        if (isOver) return;
        const size = (sizes.get(req) ?? 0) + chunk.length;
        sizes.set(req, size);
        chunks.push(chunk);
        if (size <= mostBytes) return;
        isOver = true;
        chunks.length = 0;
        done(new FilesTooLarge());
      });
      stream.on("end", () => {
        if (isOver) return;
        const buffer = Buffer.concat(chunks);
        chunks.length = 0;
        done(null, { buffer, size: buffer.length });
      });
    },
    _removeFile(_req, file, done) {
      Reflect.deleteProperty(file, "buffer");
      done(null);
    },
  };
}
