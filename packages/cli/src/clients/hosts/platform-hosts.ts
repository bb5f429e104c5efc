// The products of the platform, as its official clients know them. A product that is not played here
// is answered with 404 all the same: with an app's real credentials its calls could cost real money.
const products = [
  "accounts",
  "api",
  "assistants",
  "bulkexports",
  "chat",
  "content",
  "conversations",
  "events",
  "flex-api",
  "frontline-api",
  "iam",
  "insights",
  "intelligence",
  "ip-messaging",
  "knowledge",
  "lookups",
  "marketplace",
  "mcs",
  "memory",
  "messaging",
  "microvisor",
  "monitor",
  "notify",
  "numbers",
  "oauth",
  "preview",
  "preview-iam",
  "pricing",
  "proxy",
  "routes",
  "serverless",
  "studio",
  "supersim",
  "sync",
  "taskrouter",
  "trunking",
  "trusthub",
  "verify",
  "video",
  "voice",
  "wireless",
];

/** The domain below which all hosts of the platform's API lie. */
export const platformDomain = "twilio.com";

/**
 * Matches the hosts of the platform's API: a product, and where the client asks for one an edge and a
 * region, such as `api.dublin.ie1.twilio.com`. Its web site and its example documents do not match.
 */
export const platformHosts: RegExp = new RegExp(
  `^(?:${products.join("|")})(?:\\.[a-z0-9-]+){0,2}\\.twilio\\.com$`,
  "i",
);

/** Does the local server answer for this host name? */
export function isPlatformHost(hostname: string): boolean {
  // A name may end with a dot (RFC 1034, 3.1).
  return platformHosts.test(hostname.replace(/\.$/, ""));
}

// Twilio, "Global Infrastructure", twilio.com/docs/global-infrastructure.
const regions = ["us1", "ie1", "au1"];
const edges = "ashburn dublin frankfurt roaming sao-paulo singapore sydney tokyo umatilla".split(
  " ",
);

/** The host names of the platform's API, with each documented edge and region and without. */
export function hostNames(): readonly string[] {
  const places = ["", ...regions, ...edges.flatMap((edge) => regions.map((to) => `${edge}.${to}`))];
  return products.flatMap((product) =>
    places.map((place) => [product, place, platformDomain].filter(Boolean).join(".")),
  );
}
