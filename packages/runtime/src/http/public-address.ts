/** The address that the app has in public, as a tunnel or proxy gives it, and where the app listens. */
export interface PublicAddress {
  /** An origin, such as `https://shop.example.com`: what is signed. */
  readonly publicOrigin: string;
  /** An origin, such as `http://localhost:3000`: what is requested. An app may restart elsewhere. */
  readonly appOrigin: () => string;
}

/** The URL with the app's public address in place of its local one; any other URL as it is. */
export function toPublicUrl(url: string, { publicOrigin, appOrigin }: PublicAddress): string {
  return isBelow(url, appOrigin()) ? withOrigin(url, publicOrigin) : url;
}

/** Where a request goes, and the headers that a tunnel adds to it. */
export interface LocalRoute {
  readonly origin: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** The local route of a URL below the public address; `undefined` for any other URL. */
export function localRoute(
  url: string,
  { publicOrigin, appOrigin }: PublicAddress,
): LocalRoute | undefined {
  if (!isBelow(url, publicOrigin)) return undefined;
  const { host, protocol } = new URL(publicOrigin);
  return {
    origin: new URL(appOrigin()).origin,
    headers: {
      Host: host,
      "X-Forwarded-For": "127.0.0.1",
      "X-Forwarded-Host": host,
      "X-Forwarded-Proto": protocol.replace(":", ""),
    },
  };
}

function isBelow(url: string, origin: string): boolean {
  return URL.canParse(url) && new URL(url).origin === new URL(origin).origin;
}

/** Replaces scheme, host and port; user info, path, query and fragment stay as they are written. */
function withOrigin(url: string, origin: string): string {
  const { protocol, host } = new URL(origin);
  const [, userInfo = "", rest = ""] = /^[^:]*:\/\/([^/?#]*@)?[^/?#@]*(.*)$/s.exec(url) ?? [];
  return `${protocol}//${userInfo}${host}${rest}`;
}
