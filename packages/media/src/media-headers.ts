import { ReparteeError } from "@repartee/protocol";
import { sniffType } from "./sniff-type.ts";

type Header = string | string[] | undefined;

/** The type in a Content-Type header, lower-case and without parameters. */
export function declaredTypeOf(header: Header): string | undefined {
  const [type] = [header ?? []].flat().join(",").split(";", 1);
  return type?.trim().toLowerCase() || undefined;
}

/** The file name in a Content-Disposition header, without path and controls. */
export function attachmentName(header: Header): string | undefined {
  const text = [header ?? []].flat().join(";");
  const match = /filename\*?=(?:UTF-8'')?"?([^";]+)"?/i.exec(text);
  const name = match?.[1]
    ?.split(/[/\\]/)
    .at(-1)
    ?.replace(/\p{Control}/gu, "");
  return name || undefined;
}

/**
 * The type that the bytes really have.
 *
 * @throws ReparteeError `media_type_mismatch` when something that a browser would run was declared
 * as a picture, sound or film.
 */
export async function checkType(bytes: Uint8Array, declared: string | undefined): Promise<string> {
  const sniffed = await sniffType(bytes);
  const runs = sniffed === "text/html" || sniffed === "image/svg+xml";
  if (runs && declared !== sniffed && /^(image|audio|video)\//.test(declared ?? "")) {
    throw new ReparteeError(
      "media_type_mismatch",
      `The media was declared as ${declared} but is ${sniffed}.`,
      {
        details: { declared, sniffed },
      },
    );
  }
  return sniffed ?? declared ?? "application/octet-stream";
}
