import type { ExchangeRequest } from "@repartee/runtime";
import type { MediaContent } from "@repartee/send-core";
import type { FakePlatform } from "./fake-platform.ts";
import type { FakeApp, FakeSession } from "./fake-runtime.ts";

const url = "http://localhost:3000/sms";

export interface Script {
  readonly text: string;
  readonly media?: readonly MediaContent[];
  /** How far the reply gets. Default: `delivered`. */
  readonly ends?: "queued" | "delivered" | "undelivered";
}

/** An app that answers with one message. */
export function replies(
  platform: FakePlatform,
  { text, media = [], ends = "delivered" }: Script,
): FakeApp {
  const { sendCore } = platform;
  return async ({ inbound, addRequest, addVerb }) => {
    const body = `<?xml version="1.0" encoding="UTF-8"?><Response><Message>${text}</Message></Response>`;
    addRequest(requestTo(inbound, { status: 200, headers: [["content-type", "text/xml"]], body }));
    const { sid } = sendCore.put({
      from: inbound.to,
      to: inbound.from ?? "",
      body: text,
      media,
      statusCallback: { url: "http://localhost:3000/status", method: "POST" },
    });
    addVerb({
      request: 0,
      kind: "message",
      outcome: "ran",
      sentence: "Accepted.",
      messageSid: sid,
    });
    if (ends === "queued") return;
    sendCore.move(sid, "sending", "Its turn has come.");
    sendCore.move(sid, "sent", "The carrier took it.");
    sendCore.addCallback({
      messageSid: sid,
      status: "sent",
      url: "http://localhost:3000/status",
      attempt: 1,
      at: Date.now(),
      httpStatus: 200,
      errorCode: null,
    });
    if (ends === "delivered") sendCore.move(sid, "delivered", "The carrier's receipt.");
    else {
      sendCore.addCallback({
        messageSid: sid,
        status: "undelivered",
        url: "http://localhost:3000/status",
        attempt: 1,
        at: Date.now(),
        httpStatus: null,
        errorCode: 11202,
      });
      sendCore.move(sid, "undelivered", "The handset is off.", 30003);
    }
  };
}

/** An app that is down. */
export const isDown: FakeApp = async ({ inbound, addRequest, addNotice }) => {
  addRequest(requestTo(inbound, null));
  addNotice(11202, "localhost:3000 refused the connection (ECONNREFUSED).");
};

/** An app that answers with this body, which cannot be run. */
export function failsWith(
  status: number,
  body: string,
  code: number,
  at?: { line: number; column: number },
): FakeApp {
  return async ({ inbound, addRequest, addNotice }) => {
    addRequest(requestTo(inbound, { status, headers: [["content-type", "text/xml"]], body }));
    addNotice(code, "The answer cannot be run.", at);
  };
}

function requestTo(
  inbound: FakeSession["inbound"],
  response: ExchangeRequest["response"],
): ExchangeRequest {
  const params: ExchangeRequest["params"] = [
    ["From", inbound.from ?? ""],
    ["Body", inbound.body],
    ["FromCity", ""],
  ];
  const sorted = params.toSorted(([a], [b]) => (a < b ? -1 : 1));
  return {
    cause: "webhook",
    method: "POST",
    url,
    headers: [["X-Twilio-Signature", "b+s7klZSxSQCPGEDAKNYcb/hiTY="]],
    params,
    signedString: url + sorted.flat().join(""),
    startedAt: Date.now(),
    durationMs: 12,
    response,
  };
}
