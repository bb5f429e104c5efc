import { absent, chosen, differs, type RuleGroup, same } from "./rule.ts";

const documents = "packages/runtime/src/document/fetch-document.test.ts";
const attempts = "packages/runtime/src/document/fetch-attempts.test.ts";
const client = "packages/runtime/src/http/webhook-client.test.ts";
const cookies = "packages/runtime/src/cookies/open-cookies.test.ts";
const tls = "packages/runtime/src/http/tls.test.ts";
const fragments = "packages/protocol/src/connection-overrides.test.ts";
const redirects =
  "an HTTP redirect is followed as GET, and 307 as it was, each signed for its own address";

/** How a document is asked for. */
export const fetching: RuleGroup = {
  heading: "Fetching",
  rules: [
    same(
      "Headers and signature",
      documents,
      "a request carries all headers of the platform, signed for the official library",
    ),
    same(
      "GET: parameters behind the query, which is signed as it stands",
      documents,
      "GET has the parameters behind the query, which is signed as it stands",
    ),
    same("A URL that is none (11100)", documents, 'the address "%s" is refused'),
    same("A host that is none (11210)", documents, "a host name that is none is told"),
    same(
      "A port where nobody listens (11202)",
      attempts,
      "what did not connect is tried once more, with the same token; nothing else is",
    ),
    differs(
      "Apps on this machine and in private networks (11205)",
      "they are asked",
      "test/reply.test.ts",
      "a picture goes in, the app is asked, its picture comes back",
    ),
    differs(
      "The platform's own pages and REST API, under any name of this machine (11205)",
      "never requested",
      "test/own-server.test.ts",
      "an SmsUrl at %s does not reach the page's API",
    ),
    same("`ct`: time to connect, 5 s (11201)", attempts, "ct ends an attempt to connect"),
    same(
      "`rt`: silence, 15 s (11205); an answer that has begun is never asked for again",
      attempts,
      "rt ends a silence, and only a silent attempt is repeated",
    ),
    same(
      "`tt`: all of it, 15 s (11203)",
      attempts,
      "tt ends everything, repeats and redirects included",
    ),
    same(
      "`rc`, `rp`: how often, and after what",
      attempts,
      "rc and rp say how often, and after what",
    ),
    same(
      "Without them: once more, when no connection came about",
      attempts,
      "what did not connect is tried once more, with the same token; nothing else is",
    ),
    same(
      "`sni`",
      tls,
      "sni=n leaves the host's name out of the handshake, and checks the certificate all the same",
    ),
    differs(
      "`e`: edges, one after the other",
      "in the record alone; requests leave from this machine",
      attempts,
      "rc and rp say how often, and after what",
    ),
    chosen(
      "`rp` and `e` that are none (11243, 11240), edges of Interconnect (11242)",
      "told, and the default serves",
      fragments,
      "takes %s for its default and says so with %d",
    ),
    chosen(
      "`ct`, `rt`, `tt`, `rc` out of their range",
      "the default serves",
      fragments,
      "takes %s for its default",
    ),
    same(
      "The fragment of a URL in a document",
      "test/runtime.test.ts",
      "the fragment of a Redirect's URL says how that is asked for",
    ),
    same(
      "The fragment of a status callback's URL",
      "packages/send-core/src/callbacks/post-callback.test.ts",
      "are repeated as the URL's fragment says: %s after %i",
    ),
    same(
      "`I-Twilio-Idempotency-Token`: one for all attempts",
      attempts,
      "what did not connect is tried once more, with the same token; nothing else is",
    ),
    chosen("The token after an HTTP redirect", "another one for each URL", documents, redirects),
    differs(
      "HTTP redirects: 301, 302, 303 as GET, 307 as it was",
      "the GET has all parameters, also those of an action or a fallback",
      documents,
      redirects,
    ),
    same("Other 3xx (11216)", documents, "%d is no redirect that is followed"),
    same("A redirect without a valid `Location` (11216)", documents, "a redirect to %s ends there"),
    chosen(
      "Too many HTTP redirects (11215)",
      "over ten",
      documents,
      "a circle of redirects ends after ten",
    ),
    same(
      "Basic, after a 401; user info is neither sent before nor signed",
      client,
      "the first request has no credentials; a Basic challenge is met with the URL's",
    ),
    same("Digest, after a 401", client, "a Digest challenge of a real server is met: %o"),
    same(
      "Certificates: name (11235), time (11236), authority (11237)",
      tls,
      "a certificate of %s is %d, tried twice",
    ),
    same(
      "A handshake that fails, TLS before 1.2 (11220)",
      tls,
      "a handshake that is cut off, or of a TLS before 1.2, is 11220",
    ),
    differs(
      "Certificates that are not looked at",
      "for all accounts at once; further authorities can be named instead",
      "test/configured-platform.test.ts",
      "an app with a certificate of its own is asked when it is trusted, or nothing is verified",
    ),
    same(
      "Cookies, for a pair of numbers",
      cookies,
      "an app sees its cookies again, from the same pair of numbers alone",
    ),
    same(
      "Cookies live four hours, or shorter",
      cookies,
      "a cookie lives four hours, or shorter when it says so",
    ),
    chosen(
      "Cookies by host, path and scheme",
      "as in browsers",
      cookies,
      "path, scheme and deletion are respected",
    ),
    same("A malformed cookie (11206)", cookies, "a malformed cookie ends the exchange with 11206"),
    same(
      "GET asks by `ETag` and `Last-Modified`, POST never",
      documents,
      "GET is asked with what the last answer was validated by, POST never",
    ),
    differs(
      "A public address of the app (`publicUrl`)",
      "signed for it, requested on this machine as through a tunnel",
      "test/public-url.test.ts",
      "requests are signed for the public address and go to the app, with a tunnel's headers",
    ),
    differs(
      "Passwords in URLs",
      "in exchanges, alerts and recordings they are ***",
      "test/url-passwords.test.ts",
      "passwords in URLs are in nothing that is recorded, shown or posted",
    ),
    absent("Static addresses to ask from (11241), connection settings for a pattern of URLs"),
    absent("Templates in URLs (11300 to 11320)"),
  ],
};
