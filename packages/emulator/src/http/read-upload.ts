import { MAX_BODY_CHARACTERS, MAX_MEDIA, MAX_MESSAGE_BYTES } from "@repartee/protocol";
import { type Refusal, refusal } from "@repartee/send-core";
import type { Request, RequestHandler, Response } from "express";
import multer, { MulterError } from "multer";
import { boundedMemory, FilesTooLarge } from "../uploads/bounded-memory.ts";

/** A message as the page sends it, before anything in it is trusted. */
export interface Upload {
  readonly to: string;
  readonly body: string;
  readonly otherRecipients: readonly string[];
  readonly files: readonly UploadedFile[];
  /** Set when reading stopped at a limit; what was read until then is there all the same. */
  readonly refusal: Refusal | undefined;
}

export interface UploadedFile {
  readonly bytes: Uint8Array;
  /** As the client says. */
  readonly declaredType: string;
}

// A character takes four bytes at most: what does not fit is longer than any body may be.
const limits = {
  files: MAX_MEDIA,
  fileSize: MAX_MESSAGE_BYTES,
  fieldSize: MAX_BODY_CHARACTERS * 4 * 4,
  fieldNameSize: 100,
  fieldNestingDepth: 0,
  fields: 20,
  parts: MAX_MEDIA + 20,
  headerPairs: 20,
};

const readMultipart: RequestHandler = multer({
  storage: boundedMemory(MAX_MESSAGE_BYTES),
  limits,
}).any();

// A refused upload is read to its end, so that the client reads the response. Ten photos of a phone
// take less than this.
const MOST_READ = 64 * 1024 * 1024;

/** Reads a multipart message into memory, within the limits of a message. */
export async function readUpload(req: Request, res: Response): Promise<Upload> {
  if (!req.is("multipart/form-data")) {
    return upload(req, refusal(12300, "Send multipart/form-data with To, Body and Media."));
  }
  if (Number(req.headers["content-length"]) > MOST_READ) {
    res.set("Connection", "close");
    return upload(req, filesTooLarge());
  }
  const failure = await new Promise<unknown>((resolve) => {
    readMultipart(req, res, resolve);
    let read = 0;
    req.on("data", (chunk: Buffer) => {
      read += chunk.length;
      if (read > MOST_READ) req.destroy();
    });
  });
  return upload(req, failure === undefined ? misplacedFile(req) : readRefusal(failure));
}

function upload(req: Request, refusal: Refusal | undefined): Upload {
  return {
    to: textField(req, "To"),
    // Multipart forms end lines with CRLF; what a handset sends ends them with LF.
    body: textField(req, "Body").replaceAll("\r\n", "\n"),
    otherRecipients: textFields(req, "OtherRecipients").filter((other) => other !== ""),
    files: uploadedFiles(req).map(({ buffer, mimetype }) => ({
      bytes: buffer,
      declaredType: mimetype,
    })),
    refusal,
  };
}

function filesTooLarge(): Refusal {
  return refusal(
    11751,
    `The files are larger than the ${MAX_MESSAGE_BYTES} bytes that body and media may have together.`,
  );
}

function readRefusal(failure: unknown): Refusal {
  if (failure instanceof FilesTooLarge) return filesTooLarge();
  if (!(failure instanceof MulterError)) {
    return refusal(
      12300,
      "The request is not multipart/form-data, as its Content-Type says; check the boundary.",
    );
  }
  switch (failure.code) {
    case "LIMIT_FILE_COUNT":
      return refusal(
        21623,
        `The message has more than ${MAX_MEDIA} media; ${MAX_MEDIA} is the most.`,
      );
    case "LIMIT_FILE_SIZE":
      return filesTooLarge();
    case "LIMIT_FIELD_VALUE":
      return refusal(21617, `The body has more than ${MAX_BODY_CHARACTERS} characters.`);
    default:
      return refusal(12300, `The form cannot be read: ${failure.message}.`);
  }
}

function misplacedFile(req: Request): Refusal | undefined {
  const file = uploadedFiles(req).find(({ fieldname }) => fieldname !== "Media");
  return file && refusal(12300, `Files belong into "Media", got one in "${file.fieldname}".`);
}

function uploadedFiles(req: Request): readonly Express.Multer.File[] {
  return Array.isArray(req.files) ? req.files : [];
}

function textField(req: Request, name: string): string {
  const [value = "", ...more] = textFields(req, name);
  return more.length === 0 ? value : "";
}

function textFields(req: Request, name: string): readonly string[] {
  const fields: unknown = req.body;
  if (typeof fields !== "object" || fields === null) return [];
  const value: unknown = Reflect.get(fields, name);
  const values: readonly unknown[] = Array.isArray(value) ? value : [value];
  return values.filter((item) => typeof item === "string");
}
