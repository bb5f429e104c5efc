/**
 * The spellings under which the platform may have signed this URL: as it stands, with and without
 * the scheme's standard port, and with an apostrophe as `'` or as `%27`.
 *
 * The platform's documentation keeps an explicit port and signs the configured text; what it sends
 * is known to be inconsistent, and clients re-encode an apostrophe on the way. The path, host and
 * parameters stay what they are in each.
 */
export function urlForms(url: string): readonly string[] {
  const spellings = new Set([url, url.replaceAll("%27", "'"), new URL(url).href]);
  const forms = new Set<string>();
  for (const spelling of spellings) {
    forms.add(spelling).add(withoutPort(spelling)).add(withStandardPort(spelling));
  }
  return [...forms];
}

const authority = /^(https?:\/\/(?:[^/?#@]*@)?)(\[[^\]]*\]|[^/?#:]*)(:\d+)?/i;

function withoutPort(url: string): string {
  return url.replace(authority, "$1$2");
}

function withStandardPort(url: string): string {
  const standard = /^https:/i.test(url) ? ":443" : ":80";
  return url.replace(
    authority,
    (_, scheme: string, host: string, port: string = standard) => scheme + host + port,
  );
}
