/** Where a message goes. */
export type MediaChannel = "mms" | "rcs" | "whatsapp";

/** What the platform says of a type. */
interface Acceptance {
  /** The channels that carry it. */
  readonly channels: readonly MediaChannel[];
  /** Those on which it may come together with a body. */
  readonly withBody: readonly MediaChannel[];
}

const all: readonly MediaChannel[] = ["mms", "rcs", "whatsapp"];
const mms: readonly MediaChannel[] = ["mms"];
const mmsAndWhatsapp: readonly MediaChannel[] = ["mms", "whatsapp"];

function row(
  channels: readonly MediaChannel[],
  withBody: readonly MediaChannel[],
  types: string,
): readonly (readonly [string, Acceptance])[] {
  return types.split(" ").map((type) => [type, { channels, withBody }] as const);
}

// By the platform's documentation of accepted types, as of July 2026; lower case.
const acceptances: ReadonlyMap<string, Acceptance> = new Map([
  ...row(all, all, "image/jpeg image/jpg image/png video/mp4"),
  ...row(all, ["mms", "rcs"], "image/gif"),
  ...row(mmsAndWhatsapp, mms, "image/heic image/heif image/tiff image/bmp"),
  ...row(["whatsapp"], ["whatsapp"], "image/webp"),
  ...row(all, ["mms", "rcs"], "video/mpeg4 video/mpeg video/webm video/h263"),
  ...row(
    mmsAndWhatsapp,
    mms,
    "video/quicktime video/3gpp video/3gpp2 video/3gpp-tt video/h261 video/h263-1998 video/h263-2000 video/h264 video/h265",
  ),
  ...row(all, mmsAndWhatsapp, "audio/ogg audio/mpeg audio/3gpp application/pdf"),
  ...row(all, mms, "audio/mp4 audio/mp3"),
  ...row(mmsAndWhatsapp, mmsAndWhatsapp, "audio/ac3 audio/amr text/x-vcard"),
  ...row(
    mmsAndWhatsapp,
    mms,
    "audio/3gpp2 audio/basic audio/l24 audio/vnd.rn-realaudio audio/vnd.wave audio/webm audio/amr-nb",
  ),
  ...row(
    mmsAndWhatsapp,
    mms,
    "text/vcard text/directory text/csv text/richtext text/rtf text/calendar",
  ),
  ...row(mmsAndWhatsapp, ["whatsapp"], "application/vcard"),
  // Names that the bytes themselves give for types above.
  ...row(mmsAndWhatsapp, mms, "audio/wav audio/x-m4a application/rtf"),
  ...row(
    ["whatsapp"],
    ["whatsapp"],
    "application/msword application/vnd.ms-excel application/vnd.ms-powerpoint application/vnd.openxmlformats-officedocument.presentationml.presentation application/vnd.openxmlformats-officedocument.spreadsheetml.sheet application/vnd.openxmlformats-officedocument.wordprocessingml.document",
  ),
]);

export interface AcceptsOptions {
  /** Default: `mms`. */
  readonly channel?: MediaChannel | undefined;
  /** Is there a body beside it? Default: false. */
  readonly withBody?: boolean | undefined;
}

/** Does the channel carry media of this type? Parameters such as `; charset=…` do not count. */
export function isAcceptedMedia(
  contentType: string,
  { channel = "mms", withBody = false }: AcceptsOptions = {},
): boolean {
  const [type = ""] = contentType.toLowerCase().split(";", 1);
  const accepted = acceptances.get(type.trim());
  return (withBody ? accepted?.withBody : accepted?.channels)?.includes(channel) ?? false;
}

/** The types that a channel carries, lower case. */
export function acceptedMediaTypes(channel: MediaChannel = "mms"): readonly string[] {
  return [...acceptances].flatMap(([type, { channels }]) =>
    channels.includes(channel) ? [type] : [],
  );
}
