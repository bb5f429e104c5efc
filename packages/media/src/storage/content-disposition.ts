// What browsers show without running anything. No SVG, no HTML, no PDF: those can carry scripts.
const shown =
  /^(image\/(jpe?g|png|gif|webp|avif|bmp|tiff|hei[cf])|video\/(mp4|mpeg4?|webm|ogg|quicktime|3gpp2?|h26[1345])|audio\/(mpeg|mp[34]|ogg|webm|amr(-nb)?|3gpp2?|ac3|aac|x-m4a|wav|vnd\.wave|basic))$/;

/** Types that a file has which nothing tries to run. */
const kept =
  /^(application\/(pdf|rtf|vcard)|text\/(vcard|x-vcard|directory|calendar|csv|rtf|richtext|plain))$/;

/** The head of an answer that a stranger's file can do no harm with. */
export interface SafeHead {
  readonly contentType: string;
  readonly disposition: string;
}

/**
 * Pictures, sound and film are shown where they are linked; everything else is downloaded, and what
 * might be run loses its type besides.
 */
export function safeHead(contentType: string, filename: string | undefined): SafeHead {
  const [bare = ""] = contentType.toLowerCase().split(";", 1);
  const type = bare.trim();
  const name = filename === undefined ? "" : `; filename="${filename}"`;
  if (shown.test(type)) return { contentType: type, disposition: `inline${name}` };
  const isKept = kept.test(type);
  const ofText = type.startsWith("text/") ? "; charset=utf-8" : "";
  return {
    contentType: isKept ? `${type}${ofText}` : "application/octet-stream",
    disposition: `attachment${name}`,
  };
}

const maxLength = 20;

/**
 * A file name as carriers take it: at most 20 characters, without spaces and punctuation, its ending
 * kept. `undefined` when nothing is left.
 */
export function carrierFilename(filename: string | undefined): string | undefined {
  const plain = withoutOuterPunctuation(
    (filename ?? "")
      .normalize("NFKD")
      .replace(/\s+/g, "-")
      .replace(/[^A-Za-z0-9._-]/g, ""),
  );
  const ending = /\.[A-Za-z0-9]{1,5}$/.exec(plain)?.[0] ?? "";
  const stem = plain.slice(0, plain.length - ending.length).slice(0, maxLength - ending.length);
  return stem === "" ? undefined : stem + ending;
}

// By hand: an expression that ends in `[.-]+$` tries every run of dots in a name anew.
function withoutOuterPunctuation(text: string): string {
  const isPunctuation = (at: number) => text[at] === "." || text[at] === "-";
  let [start, end] = [0, text.length];
  while (isPunctuation(start)) start++;
  while (end > start && isPunctuation(end - 1)) end--;
  return text.slice(start, end);
}
