// One signature check of an MMS webhook with 25 parameters, beside the official SDK.
import twilio from "twilio";
import { compare, report } from "../../../.dev/measure.mjs";
import { isSigned, sign, toInboundMessageFields } from "../../protocol/dist/index.js";

const authToken = "12345678901234567890123456789012";
const url = "https://app.example.com/sms";
const params = toInboundMessageFields({
  messageSid: `MM${"0".repeat(32)}`,
  accountSid: `AC${"0".repeat(32)}`,
  messagingServiceSid: `MG${"0".repeat(32)}`,
  from: "+14155550100",
  to: "+14155550199",
  body: "Look at this, it's the cat again 🐈",
  numSegments: 1,
  media: [0, 1].map((index) => ({
    url: `https://api.example.com/2010-04-01/Accounts/AC${"0".repeat(32)}/Messages/MM${"0".repeat(32)}/Media/ME${String(index).padStart(32, "0")}`,
    contentType: "image/jpeg",
  })),
});
const signature = sign({ authToken, url, params });
const object = Object.fromEntries(params);
const check = (ok) => {
  if (!ok) throw new Error("A valid signature was refused.");
};

report("webhook: verify", [
  {
    what: `verify ${params.length} parameters`,
    ...compare(
      () => check(isSigned({ authToken, url, params, signature })),
      () => check(twilio.validateRequest(authToken, signature, url, object)),
    ),
    unit: "calls/s",
    goal: "≥ 1.4",
  },
]);
