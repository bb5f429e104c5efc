/** A rule of the runtime beside the platform's, and the test that shows it. */
export interface RuntimeRule {
  readonly rule: string;
  /** `same`; `differs: …` with how; or `absent`. */
  readonly is: string;
  /** A test file, and the title of a test in it as it stands there; none for what is absent. */
  readonly shown?: readonly [file: string, title: string];
}

const fetching = "packages/runtime/src/fetch-document.test.ts";
const answers = "packages/runtime/src/read-answer.test.ts";
const cookies = "packages/runtime/src/cookies.test.ts";
const tls = "packages/runtime/src/tls.test.ts";
const running = "test/runtime.test.ts";
const faults = "test/runtime-faults.test.ts";
const optOut = "test/opt-out.test.ts";
const configured = "test/configured-platform.test.ts";
const words = "packages/protocol/src/inbound-message.test.ts";

/** In the order of one message: asked about, answered, run, told of. */
export const runtimeRules: readonly RuntimeRule[] = [
  {
    rule: "Parameters of the request",
    is: "same",
    shown: [words, "what the platform announces is what the app reads"],
  },
  {
    rule: "Headers, signature, `SmsMethod` POST and GET",
    is: "same",
    shown: [
      fetching,
      "a request carries all headers of the platform, signed for the official library",
    ],
  },
  {
    rule: "`OtherRecipients` of a group message, always MMS",
    is: "same",
    shown: [running, "a group message names the others"],
  },
  {
    rule: "A number's own webhook, or its service's (11321)",
    is: "same",
    shown: [running, "a number in a service is announced to its own webhook, or to the service's"],
  },
  {
    rule: "Opt-out keywords heeded before the app is asked",
    is: "same",
    shown: [optOut, "STOP reaches the app without OptOutType, and its reply is refused with 21610"],
  },
  {
    rule: "`OptOutType` of a service's own keywords",
    is: "same",
    shown: [optOut, "a service's own word %j is told as %s"],
  },
  {
    rule: "URL that is none (11100)",
    is: "same",
    shown: [fetching, 'the address "%s" is refused'],
  },
  {
    rule: "Host that is none (11210)",
    is: "same",
    shown: [fetching, "a host name that is none is told"],
  },
  {
    rule: "`ct`: time to connect, 5 s (11201)",
    is: "same",
    shown: [fetching, "ct ends an attempt to connect"],
  },
  {
    rule: "`rt`: silence, 15 s (11205)",
    is: "same",
    shown: [fetching, "rt ends a silence, and only a silent attempt is repeated"],
  },
  {
    rule: "`tt`: all of it, 15 s (11203)",
    is: "same",
    shown: [fetching, "tt ends everything, repeats and redirects included"],
  },
  {
    rule: "`rc`, `rp`: how often, and after what",
    is: "same",
    shown: [fetching, "rc and rp say how often, and after what"],
  },
  {
    rule: "Without a fragment: once more when no connection came about",
    is: "same",
    shown: [
      fetching,
      "what did not connect is tried once more, with the same token; nothing else is",
    ],
  },
  {
    rule: "`sni`",
    is: "same",
    shown: [
      tls,
      "sni=n leaves the host's name out of the handshake, and checks the certificate all the same",
    ],
  },
  {
    rule: "`e`: edges",
    is: "differs: named in the record alone; requests leave from this machine",
    shown: [fetching, "a fragment that cannot be used is told, and the default serves"],
  },
  {
    rule: "`rp`, `e` that are none (11243, 11240)",
    is: "same",
    shown: [fetching, "a fragment that cannot be used is told, and the default serves"],
  },
  {
    rule: "`I-Twilio-Idempotency-Token`",
    is: "differs: it is also the same after a restart",
    shown: [
      "packages/runtime/src/callback-poster.test.ts",
      "an attempt and its repetition have the same idempotency token, another callback another",
    ],
  },
  {
    rule: "HTTP redirects: 301, 302, 303 as GET, 307 as it was",
    is: "same",
    shown: [
      fetching,
      "an HTTP redirect is followed as GET, and 307 as it was, each signed for its own address",
    ],
  },
  {
    rule: "Other 3xx, and no usable `Location` (11216)",
    is: "same",
    shown: [fetching, "%d is no redirect that is followed"],
  },
  {
    rule: "Circle of HTTP redirects (11215)",
    is: "differs: ten at most, where the platform does not say how many",
    shown: [fetching, "a circle of redirects ends after ten"],
  },
  {
    rule: "Basic, after a 401",
    is: "same",
    shown: [
      fetching,
      "the first request has no credentials; a Basic challenge is met with the URL's",
    ],
  },
  {
    rule: "Digest, after a 401",
    is: "same",
    shown: [fetching, "a Digest challenge of a real server is met: %o"],
  },
  {
    rule: "Certificates: name, time, authority (11235, 11236, 11237)",
    is: "differs: the authorities are those of Node, and those of `ca`",
    shown: [tls, "a certificate of %s is %d, tried twice"],
  },
  {
    rule: "Handshake (11220)",
    is: "same",
    shown: [tls, "a handshake that is cut off, or that no cipher fits, is 11220"],
  },
  {
    rule: "Certificates not looked at",
    is: "same",
    shown: [tls, "certificates are not looked at when that is switched off"],
  },
  {
    rule: "Cookies for a pair of numbers, four hours",
    is: "same",
    shown: [cookies, "a cookie lives four hours, or shorter when it says so"],
  },
  {
    rule: "Malformed cookie (11206)",
    is: "same",
    shown: [cookies, "a malformed cookie ends the exchange with 11206"],
  },
  {
    rule: "Caching of GET by `ETag` and `Last-Modified`",
    is: "same",
    shown: [fetching, "GET is asked with what the last answer was validated by, POST never"],
  },
  { rule: "XML and HTML types as markup", is: "same", shown: [answers, "%s is read as markup"] },
  {
    rule: "`text/plain` as one message",
    is: "same",
    shown: [answers, "text/plain is one message, word for word"],
  },
  { rule: "204", is: "same", shown: [answers, "204 is no reply"] },
  {
    rule: "Other types, no type, an HTML page (12300); no body (11770); over 64 kB (11750)",
    is: "same",
    shown: [answers, "%s with %j is no document"],
  },
  {
    rule: "Charset of the header, else of the declaration, else UTF-8",
    is: "same",
    shown: [answers, "other encodings are read by the header, then by the declaration"],
  },
  { rule: "4xx and 5xx (11200)", is: "same", shown: [answers, "status %d is never run"] },
  {
    rule: "Verbs from top to bottom; nothing after a Redirect",
    is: "same",
    shown: [running, "verbs run top to bottom, and what follows a Redirect never runs"],
  },
  {
    rule: "`action` takes over",
    is: "differs: asked once, when its message is queued; the platform's documentation has it both ways",
    shown: [
      running,
      "an action is asked once its message is queued, and its document takes the rest's place",
    ],
  },
  {
    rule: "`action` as a status URL alone",
    is: "same",
    shown: [running, "an action is a status URL alone when it is switched so"],
  },
  {
    rule: "`action` of a message that cannot be sent: `invalid`",
    is: "same",
    shown: [running, "the action of a message that cannot be sent hears that it is invalid"],
  },
  {
    rule: "Both `action` and `statusCallback`, and not the same",
    is: "differs: warned of, and statuses go to `statusCallback`; on the platform it is undefined",
    shown: ["packages/markup/src/validate.test.ts", "two status URLs that differ are odd"],
  },
  {
    rule: "Warnings for each verb, with its place (14101 to 14105, 14108, 14110, 12200)",
    is: "same",
    shown: [running, "each verb that cannot run is told with its place; the others run"],
  },
  {
    rule: "Sender that cannot text (14108)",
    is: "same",
    shown: [configured, "a reply from a number that sends no texts is told of with 14108"],
  },
  {
    rule: "50 documents (14106)",
    is: "same",
    shown: [running, "a circle of documents ends at the fifty-first, and keeps what was sent"],
  },
  {
    rule: "10 replies (14109)",
    is: "same",
    shown: [running, "the eleventh reply of a session is not sent"],
  },
  {
    rule: "30 replies in a row, 30 s (14107)",
    is: "same",
    shown: [running, "two machines that answer each other are stopped after thirty replies"],
  },
  { rule: "Numbers of a trial account (14111)", is: "absent" },
  {
    rule: "Fallback URL once, with `ErrorCode` and `ErrorUrl`, for whatever document fails",
    is: "same",
    shown: [running, "after %s the fallback is asked once, with code and URL"],
  },
  {
    rule: "Fallback that fails too",
    is: "same",
    shown: [running, "a fallback that fails too is the end"],
  },
  {
    rule: "Slow, dead, resetting, dripping, garbled apps end in their code and in time",
    is: "same",
    shown: [faults, "an app that is %s ends in %d, in time, and the fallback answers"],
  },
  {
    rule: "Verbs of your own",
    is: "differs: the platform has none",
    shown: [running, "verbs of one's own run, lead on, end, refuse and fail"],
  },
  {
    rule: "Debugger: each warning and error kept, and posted as documented",
    is: "same",
    shown: [running, "every warning and error is kept with its request, and posted as documented"],
  },
  {
    rule: "Failed status callback in the debugger",
    is: "same",
    shown: [running, "a status callback that fails is an alert too"],
  },
  { rule: "Templates in URLs (11300 to 11320), Add-ons (61006)", is: "absent" },
  { rule: "Inbound messages filtered as loops or passcodes (30038, 30039)", is: "absent" },
];
