// One message with two media: built and written beside the official SDK's builder, read and judged
// beside the bare XML parser.
import { XMLParser } from "fast-xml-parser";
import twilio from "twilio";
import { compare, report } from "../../../.dev/measure.mjs";
import { message, parse, response, validate, write } from "../dist/index.js";

const body = "Look at this, it's the cat & the dog";
const media = ["https://example.com/cat.jpg", "https://example.com/dog.jpg?a=1&b=2"];
const xml = write(response(message(body, { media })));
const bare = new XMLParser({ ignoreAttributes: false });

function official() {
  const twiml = new twilio.twiml.MessagingResponse();
  const one = twiml.message();
  one.body(body);
  one.media(media[0]);
  one.media(media[1]);
  return twiml.toString();
}
function readAndJudge() {
  const read = parse(xml);
  if (!read.ok || validate(read.document).length > 0) throw new Error("A good document failed.");
}
if (official() !== xml) throw new Error("The two sides do not write the same.");

const reading = compare(readAndJudge, () => bare.parse(xml));
report("markup: documents", [
  {
    what: "build and write",
    ...compare(() => write(response(message(body, { media }))), official),
    unit: "documents/s",
    goal: "≥ 12",
  },
  {
    what: "parse and validate",
    ...reading,
    ratio: reading.peer / reading.ours,
    unit: "documents/s",
    goal: "≤ 1.3 × its time",
  },
]);
