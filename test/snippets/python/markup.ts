import type { PrintingSnippets } from "../run-batch.ts";

const document = (inner: string) =>
  `<?xml version="1.0" encoding="UTF-8"?><Response>${inner}</Response>`;

/** Code that builds a document, or validates a request. It does not call the platform. */
export const markup: PrintingSnippets = {
  "writes a text": {
    code: `
resp = MessagingResponse()
resp.message("The Robots are coming! Head for the hills!")
print(str(resp))`,
    prints: document("<Message>The Robots are coming! Head for the hills!</Message>"),
  },
  "writes nested verbs": {
    code: `
response = MessagingResponse()
message = Message()
message.append(Body("Hello World!"))
message.append(Media("https://demo.example.com/owl.png"))
response.append(message)
print(response)`,
    prints: document(
      "<Message><Body>Hello World!</Body><Media>https://demo.example.com/owl.png</Media></Message>",
    ),
  },
  "writes attributes and a redirect": {
    code: `
response = MessagingResponse()
response.message("Store", action="/status", method="POST")
response.redirect("https://demo.example.com/next", method="GET")
print(response)`,
    prints: document(
      '<Message action="/status" method="POST">Store</Message><Redirect method="GET">https://demo.example.com/next</Redirect>',
    ),
  },
  "validates a request": {
    code: `
validator = RequestValidator(os.environ["TWILIO_AUTH_TOKEN"])
params = {"Body": "Hi", "From": "+14155550100", "To": "+15005550006"}
url = "https://example.com/sms?a=1"
print(validator.validate(url, params, validator.compute_signature(url, params)), validator.validate(url, params, "no"))`,
    prints: "True False",
  },
};
