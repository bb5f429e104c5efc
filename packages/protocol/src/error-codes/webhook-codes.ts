import { type CodeRows, E, W } from "./code-row.ts";

/** What goes wrong between a webhook and its document, by code. */
export const webhookCodes: CodeRows = {
  11100: [
    E,
    "Invalid URL format",
    "Give an absolute http(s) URL, or one relative to the current document.",
  ],
  11200: [
    E,
    "HTTP retrieval failure",
    "Open the URL yourself: it must answer with status 200 within 15 seconds, a webhook with a reply document, a media URL with the media.",
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
    "Check that the app runs and answers within 15 seconds; send a slow reply later through the API.",
  ],
  11206: [
    E,
    "HTTP protocol violation",
    "Check that the URL begins with https:// only if the server speaks TLS, and that the server writes valid HTTP headers.",
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
    "Serve the whole chain; self-signed certificates are refused unless webhookClient trusts them (ca, verifyTls).",
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
    "Correct the reply document at that line and column: close every tag, write & as &amp; and < as &lt; in text, and put nothing before <?xml or <Response>.",
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
    "Stop the loop: over 30 replies went between these two numbers without a pause of 30 seconds. For quick tests set limitReplyRate to false.",
  ],
  14108: [W, "From number is not SMS capable", "Send from a number that can send messages."],
  14109: [W, "Reply limit exceeded", "Send at most 10 <Message> replies to one inbound message."],
  14110: [W, "Invalid verb for a message reply", "Use <Message> and <Redirect> only."],
};
