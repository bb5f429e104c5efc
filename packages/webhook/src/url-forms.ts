/**
 * The spellings under which the platform may have signed this URL: as it stands, with and without
 * the scheme's standard port, and as a URL parser writes it (an apostrophe as `%27`).
 *
 * The platform's documentation keeps an explicit port; what it sends is known to be inconsistent,
 * so both are tried. The path, host and parameters stay what they are in each.
 */
export function urlForms(url: string): readonly string[] {
  const forms = new Set([url, withoutPort(url), withStandardPort(url)]);
  const parsed = new URL(url).href;
  forms.add(parsed);
  forms.add(withStandardPort(parsed));
  return [...forms];
}

const authority = /^(https?:\/\/(?:[^/?#@]*@)?)(\[[^\]]*\]|[^/?#:]*)(:\d+)?/i;

function withoutPort(url: string): string {
  return url.replace(authority, "$1$2");
}

function withStandardPort(url: string): string {
  const port = /^https:/i.test(url) ? ":443" : ":80";
  return url.replace(
    authority,
    (_, scheme: string, host: string, given?: string) => scheme + host + (given ?? port),
  );
}
