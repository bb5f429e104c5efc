import { buffer } from "node:stream/consumers";
import type { Request } from "express";
import { type Fields, readFields, toFields } from "./fields.ts";
import { RestError } from "./rest-error.ts";

const MAX_FORM_BYTES = 256 * 1024;
const MAX_PARAMETERS = 1000;

/**
 * Reads the parameters in the body of a request: a URL-encoded form, or multipart/form-data, which
 * old SDKs send (twilio-node 3.0 to 3.40).
 *
 * @throws RestError 20413 over 256 kB, 20415 for any other body, 20422 for a file or too many parameters.
 */
export async function readForm(req: Request): Promise<Fields> {
  const type = req.headers["content-type"] ?? "application/x-www-form-urlencoded";
  const length = Number(req.headers["content-length"] ?? 0);
  if (length > MAX_FORM_BYTES) throw tooLarge();
  const name = mediaType(type);
  const read = readers[name];
  if (!read) {
    if (length === 0 && req.headers["transfer-encoding"] === undefined) return readFields("");
    throw unsupported(name);
  }
  if (!/^(identity)?$/i.test(req.headers["content-encoding"] ?? "")) {
    throw new RestError(20415, "The request body is compressed; send it as it is.");
  }
  const fields = await read(await buffer(limited(req)), type);
  if (fields.pairs.length > MAX_PARAMETERS) {
    throw new RestError(20422, `The request has more than ${MAX_PARAMETERS} parameters.`);
  }
  return fields;
}

const readers: Readonly<Record<string, (body: Buffer, type: string) => Fields | Promise<Fields>>> =
  {
    "application/x-www-form-urlencoded": (body) => readFields(body.toString("utf8")),
    "multipart/form-data": readMultipart,
  };

async function readMultipart(body: Buffer, type: string): Promise<Fields> {
  if (body.length === 0) return toFields([]);
  const form = await new Response(body, { headers: { "Content-Type": type } })
    .formData()
    .catch(() => undefined);
  if (!form)
    throw new RestError(
      20001,
      "The body is not multipart/form-data, as its Content-Type says; check the boundary.",
    );
  return toFields(
    [...form].map(([name, value]): readonly [string, string] => {
      if (typeof value === "string") return [name, value];
      throw new RestError(
        20422,
        `${name} is a file; the API takes text. Give the address of a file in MediaUrl.`,
      );
    }),
  );
}

function mediaType(header: string): string {
  return (header.split(";", 1)[0] ?? "").trim().toLowerCase();
}

function unsupported(type: string): RestError {
  const isJson = type === "application/json" || type.endsWith("+json");
  return new RestError(
    20415,
    `The body is ${isJson ? "JSON" : type || "of an unnamed type"}; send the parameters as application/x-www-form-urlencoded, such as To=%2B14155550100&Body=Hello, or as multipart/form-data.`,
  );
}

async function* limited(req: Request): AsyncGenerator<Buffer> {
  let size = 0;
  for await (const chunk of req) {
    const bytes = Buffer.from(chunk);
    size += bytes.length;
    if (size > MAX_FORM_BYTES) throw tooLarge();
    yield bytes;
  }
}

function tooLarge(): RestError {
  return new RestError(20413, `The request body is larger than ${MAX_FORM_BYTES} bytes.`);
}
