/** What a client asks a proxy to reach. */
export interface ProxyTarget {
  readonly hostname: string;
  readonly port: number;
}

/** Reads `host:port` as CONNECT has it, also with an IPv6 address in brackets. */
export function parseAuthority(text: string): ProxyTarget | undefined {
  const [, hostname = "", port = ""] =
    /^(\[[0-9a-f:.]+\]|[^:/?#@\s]+):(\d{1,5})$/i.exec(text) ?? [];
  if (hostname === "" || Number(port) > 65_535) return undefined;
  return { hostname: bare(hostname), port: Number(port) };
}

/** Where the resource of a whole URL is; `undefined` for what is no http(s) URL. */
export function targetOf(url: string): (ProxyTarget & { readonly url: URL }) | undefined {
  if (!/^https?:/i.test(url) || !URL.canParse(url)) return undefined;
  const parsed = new URL(url);
  const port = Number(parsed.port || (parsed.protocol === "https:" ? 443 : 80));
  return { hostname: bare(parsed.hostname), port, url: parsed };
}

const bare = (hostname: string) => hostname.replace(/^\[|\]$/g, "");
