/** How bad a documented code is: an error stops the step, a warning only what it names. */
export type ErrorLevel = "error" | "warning";

/** What is known of one documented code. */
export interface CodeEntry {
  readonly code: number;
  readonly level: ErrorLevel;
  /** The code's name. */
  readonly title: string;
  /** What the developer can do about it, in one sentence. */
  readonly advice: string;
}

type Row = readonly [level: ErrorLevel, title: string, advice: string];

const E = "error";
const W = "warning";

const rows: Readonly<Record<number, Row>> = {
  10001: [E, "Account is not active", "Use an active account."],
  11100: [
    E,
    "Invalid URL format",
    "Give an absolute http(s) URL, or one relative to the current document.",
  ],
  11200: [
    E,
    "HTTP retrieval failure",
    "Open the URL yourself: it must answer 200 with a reply document within 15 seconds.",
  ],
  11201: [
    E,
    "TCP connection timed out",
    "Check host, port and firewall: nothing accepted the connection within 5 seconds.",
  ],
  11202: [
    E,
    "TCP connection refused",
    "Start the app, or correct the port: nothing listens there.",
  ],
  11203: [
    E,
    "HTTP communication total time out",
    "Answer faster, or raise the total time (tt) in the URL fragment.",
  ],
  11205: [
    E,
    "HTTP connection failure",
    "Answer within 15 seconds: send an empty response first and the reply later through the API.",
  ],
  11206: [
    E,
    "HTTP protocol violation",
    "Check that the URL's scheme matches the server and that its headers are well-formed.",
  ],
  11210: [E, "HTTP bad host name", "Correct the host name: it does not resolve."],
  11215: [
    E,
    "HTTP too many redirects",
    "Break the circle of HTTP redirects, or point the webhook at its end.",
  ],
  11216: [
    E,
    "HTTP invalid redirect",
    "Redirect with 301, 302, 303 or 307 and an absolute or relative Location.",
  ],
  11217: [
    E,
    "HTTP error response code",
    "Answer with a 2xx status; the body of an error page is never run.",
  ],
  11220: [E, "SSL/TLS handshake error", "Check the server's TLS versions and ciphers."],
  11235: [E, "Certificate invalid: domain mismatch", "Use a certificate that names this host."],
  11236: [E, "Certificate invalid: expired", "Renew the certificate."],
  11237: [
    E,
    "Certificate invalid: could not find path",
    "Serve the whole chain; self-signed certificates are refused.",
  ],
  11240: [
    E,
    "Invalid edge",
    "Name a public edge in e=, such as ashburn, dublin or tokyo; the default is used meanwhile.",
  ],
  11242: [
    E,
    "Interconnect not allowed",
    "Name a public edge in e=: edges that end in -ix need an Interconnect.",
  ],
  11243: [
    E,
    "Invalid retry policy",
    "List 4xx, 5xx, ct, rt or all in rp=; the default is used meanwhile.",
  ],
  11321: [
    W,
    "Misconfigured webhook",
    "Configure an absolute http(s) URL for messages to this number.",
  ],
  11750: [E, "Response body too large", "Keep the reply document under 64 kB."],
  11751: [E, "Media exceeds the size limit", "Keep body and media of one MMS under 5 MB together."],
  11770: [E, "Empty response body", "Answer with <Response/> or 204 when there is nothing to say."],
  12100: [
    E,
    "Document parse failure",
    "Answer with well-formed XML that starts at the first byte: no blank before <?xml, & and < escaped.",
  ],
  12101: [E, "Invalid markup version", "Drop the version attribute of <Response>."],
  12102: [E, "Root element is not Response", "Put everything inside one <Response> element."],
  12200: [
    W,
    "Schema validation warning",
    "Check spelling and case of the verb or attribute at that line and column.",
  ],
  12300: [
    E,
    "Invalid Content-Type",
    "Serve the reply as text/xml, and media with the type that it really has.",
  ],
  14101: [W, 'Invalid "to" attribute', "Give a number in E.164 form, such as +15005550006."],
  14102: [
    W,
    'Invalid "from" attribute',
    "Send from a number of this account that can send messages.",
  ],
  14103: [W, "Invalid body", "Give 1 to 1600 characters of text, or at least one <Media>."],
  14104: [W, "Invalid method attribute", "Use GET or POST."],
  14105: [
    W,
    "Invalid statusCallback attribute",
    "Give an http(s) URL with a valid host name (no underscores).",
  ],
  14106: [
    W,
    "Document retrieval limit reached",
    "Break the circle: a <Redirect> or action leads back to itself; 50 documents were fetched.",
  ],
  14107: [
    E,
    "SMS send rate limit exceeded",
    "Stop the loop: over 30 replies went between these two numbers without a pause of 30 seconds.",
  ],
  14108: [W, "From number is not SMS capable", "Send from a number that can send messages."],
  14109: [W, "Reply limit exceeded", "Send at most 10 <Message> replies to one inbound message."],
  14110: [W, "Invalid verb for a message reply", "Use <Message> and <Redirect> only."],
  20001: [
    W,
    "Unknown or malformed parameters",
    "Send the parameters that the resource documents, form-encoded.",
  ],
  20003: [
    E,
    "Authentication error",
    "Send the Account SID and its auth token with HTTP Basic authentication.",
  ],
  20004: [E, "Method not allowed", "Use the method that the resource documents."],
  20005: [E, "Account not active", "Use an active account."],
  20007: [E, "Page size too large", "Ask for 1 to 1000 records a page."],
  20008: [E, "Test credentials not allowed", "Use the account's own credentials here."],
  20009: [E, "Cannot delete an unfinished message", "Wait until the message has its final status."],
  20403: [E, "Forbidden", "Use the account's auth token: a key may not do this."],
  20404: [E, "Resource not found", "Check the path, its case and the SID."],
  20409: [E, "Conflict", "Fetch the resource again and repeat."],
  20413: [E, "Request too large", "Send a smaller request."],
  20415: [E, "Unsupported media type", "Send application/x-www-form-urlencoded in UTF-8."],
  20422: [E, "Invalid parameters", "Correct the parameters that the message names."],
  20429: [E, "Too many requests", "Wait a little and repeat: nothing was processed."],
  20500: [E, "Internal server error", "Repeat later."],
  21211: [E, "Invalid 'To' phone number", "Give the number in E.164 form, such as +15005550006."],
  21212: [E, "Invalid 'From' number", "Give the number in E.164 form, such as +15005550006."],
  21265: [E, "'To' cannot be a short code", "Send to a phone number."],
  21266: [E, "'To' and 'From' are identical", "Send to another number."],
  21408: [E, "Region not enabled", "Enable the recipient's region for this account."],
  21481: [E, "Invalid page token", "Use the next_page_uri of the last page as it came."],
  21601: [
    E,
    "Number is not an SMS-capable inbound number",
    "Send from a number of this account that can send messages.",
  ],
  21602: [E, "Message body is required", "Give Body or MediaUrl."],
  21603: [E, "'From' is required", "Give From or MessagingServiceSid."],
  21604: [E, "'To' is required", "Give To."],
  21606: [
    E,
    "'From' is not message-capable",
    "Send from a number of this account that can send messages.",
  ],
  21609: [
    E,
    "Invalid StatusCallback URL",
    "Give an http(s) URL with a valid host name (no underscores), 4000 characters at most.",
  ],
  21610: [E, "Recipient has unsubscribed", "Wait until the recipient texts START."],
  21611: [
    E,
    "Queue of this sender is full",
    "Send more slowly or from more numbers: over 10 hours of messages wait.",
  ],
  21612: [
    E,
    "Message cannot be routed",
    "This pair of numbers cannot exchange this message; turn on the MMS converter or use another sender.",
  ],
  21614: [E, "'To' is not a mobile number", "Send to a mobile number."],
  21617: [E, "Body exceeds 1600 characters", "Shorten the body or split it."],
  21619: [E, "Message has neither text nor media", "Give Body or MediaUrl."],
  21620: [E, "Invalid media URL", "Give absolute http(s) URLs."],
  21621: [E, "'From' cannot send MMS", "Send from a number of this account that can send MMS."],
  21623: [E, "Too many media", "Send at most 10 media in one message."],
  21624: [E, "Invalid validity period", "Give 1 to 36000 seconds."],
  21653: [E, "Too many recipients", "Send one request for each recipient."],
  21701: [E, "Messaging Service does not exist", "Check the MessagingServiceSid."],
  21703: [
    E,
    "No sender of the service can send this message",
    "Add a sender that can reach this recipient and carry this content.",
  ],
  21704: [E, "Messaging Service has no senders", "Add a sender to the service."],
  21705: [E, "Malformed MessagingServiceSid", "Give a SID that starts with MG."],
  30001: [E, "Queue overflow", "Send more slowly or from more senders."],
  30003: [E, "Unreachable destination handset", "The handset is off or has no signal; try later."],
  30004: [E, "Message blocked", "The recipient or the carrier blocks this sender."],
  30005: [E, "Unknown destination handset", "Check the number: nobody has it."],
  30006: [E, "Landline or unreachable carrier", "Send to a mobile number."],
  30007: [E, "Message filtered", "The carrier took the content for unwanted; change it."],
  30008: [E, "Unknown error", "The carrier gave no reason; try again."],
  30017: [
    E,
    "Carrier network congestion",
    "The carrier was too busy for too long; send again later.",
  ],
  30019: [
    E,
    "Content size exceeds carrier limit",
    "Send smaller media: the carrier takes no more.",
  ],
  30022: [E, "Campaign rate limit exceeded", "Send more slowly."],
  30023: [
    E,
    "Daily message cap reached",
    "Wait until the next day, or register for a higher allowance.",
  ],
  30027: [
    E,
    "T-Mobile daily limit reached",
    "Wait until midnight Pacific time, or register for a higher allowance.",
  ],
  30036: [E, "Validity period expired", "Raise ValidityPeriod, or send more slowly."],
  30409: [
    E,
    "Message cannot be canceled",
    "Only a scheduled message can be canceled, before it is sent.",
  ],
  30410: [
    E,
    "Provider timeout",
    "The carrier did not answer; it may still have sent the message, so it is not repeated.",
  ],
  30500: [E, "Internal error", "Something broke on this side; the log says more."],
  35111: [E, "SendAt missing", "Give SendAt with ScheduleType."],
  35114: [E, "SendAt is not a time", "Give SendAt in ISO 8601 form, such as 2026-08-01T12:00:00Z."],
  35115: [E, "SendAt too early", "Schedule a message more than 300 seconds ahead."],
  35117: [E, "SendAt too late", "Schedule a message at most 35 days ahead."],
  35118: [E, "MessagingServiceSid required", "Schedule through a Messaging Service."],
  35125: [E, "Too many scheduled messages", "Wait until some are sent, or cancel some."],
  35126: [E, "ScheduleType not supported", "Use fixed, with SendAt."],
};

/** The documented code, or `undefined` when this project does not use it. */
export function codeEntry(code: number): CodeEntry | undefined {
  const row = rows[code];
  return row && { code, level: row[0], title: row[1], advice: row[2] };
}

/** All documented codes in use, ascending. */
export function codeEntries(): CodeEntry[] {
  return Object.keys(rows).flatMap((code) => codeEntry(Number(code)) ?? []);
}
