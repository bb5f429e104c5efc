import { ReparteeError } from "@repartee/protocol";
import { sniffType } from "../sniff/sniff-type.ts";
import { isSameType } from "../sniff/type-names.ts";

type Header = string | string[] | undefined;

/** The type in a Content-Type header, lower-case and without parameters. */
export function declaredTypeOf(header: Header): string | undefined {
  const [type] = [header ?? []].flat().join(",").split(";", 1);
  return type?.trim().toLowerCase() || undefined;
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
