import { ReparteeError } from "@repartee/protocol";
import { sniffType } from "./sniff/sniff-type.ts";
import { isSameType } from "./sniff/type-names.ts";

type Header = string | string[] | undefined;

/** The type in a Content-Type header, lower-case and without parameters. */
export function declaredTypeOf(header: Header): string | undefined {
  const [type] = [header ?? []].flat().join(",").split(";", 1);
  return type?.trim().toLowerCase() || undefined;
}

/**
 * The file name in a Content-Disposition header, without path and controls. A longer one than file
 * systems take is cut; its extension stays.
 */
export function attachmentName(header: Header): string | undefined {
  const text = [header ?? []].flat().join(";");
  const extended = /filename\*=UTF-8'[^']*'([^;\s]+)/i.exec(text)?.[1];
  const plain = /filename="?([^";]+)"?/i.exec(text)?.[1];
  const name = (extended === undefined ? plain : decoded(extended))
    ?.split(/[/\\]/)
    .at(-1)
    ?.replace(/\p{Control}|\p{Format}/gu, "")
    .replace(/^\.+/, "")
    .trim();
  return name ? shortened(name) : undefined;
}

/** Bytes of a name that file systems take: ext4, APFS and NTFS have 255. */
const LONGEST_NAME = 255;

function shortened(name: string): string {
  if (Buffer.byteLength(name) <= LONGEST_NAME) return name;
  const [extension = ""] = /\.[a-z0-9]{1,10}$/i.exec(name) ?? [];
  let kept = "";
  let size = extension.length;
  for (const character of name) {
    size += Buffer.byteLength(character);
    if (size > LONGEST_NAME) break;
    kept += character;
  }
  return kept + extension;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** What a browser, or a shell, would run. */
const runs =
  /^(text\/html|image\/svg\+xml|application\/(xml|xhtml\+xml|x-msdownload|vnd\.microsoft\.portable-executable|x-elf|x-mach-binary|x-sh))$/;

/**
 * The type that the bytes really have, and whether it was declared so.
 *
 * @throws ReparteeError `media_type_mismatch` when something that would be run was declared as a
 * picture, sound or film.
 */
export async function checkType(
  bytes: Uint8Array,
  declared: string | undefined,
): Promise<{ readonly contentType: string; readonly isAsDeclared: boolean }> {
  const sniffed = await sniffType(bytes, declared);
  if (
    sniffed !== undefined &&
    runs.test(sniffed) &&
    declared !== sniffed &&
    /^(image|audio|video)\//.test(declared ?? "")
  ) {
    throw new ReparteeError(
      "media_type_mismatch",
      `The media was declared as ${declared} but is ${sniffed}.`,
      { details: { declared, sniffed } },
    );
  }
  return {
    contentType: sniffed ?? "application/octet-stream",
    isAsDeclared: sniffed !== undefined && declared !== undefined && isSameType(sniffed, declared),
  };
}
