import type { PrintingSnippets } from "../run-batch.ts";

const refused = (create: string) => `
try:
    client.messages.create(${create})
except TwilioRestException as e:
    print(e.status, e.code, e.method, e.uri.split("/")[-1])`;

export const errors: PrintingSnippets = {
  "an invalid recipient": {
    code: refused(`body="Hi", from_="+15005550006", to="+1555"`),
    prints: "400 21211 POST Messages.json",
  },
  "a sender that is not its own": {
    code: refused(`body="Hi", from_="+15017122661", to="+14155550100"`),
    prints: "400 21606 POST Messages.json",
  },
  "an unsubscribed recipient": {
    code: refused(`body="Hi", from_="+15005550006", to="+14155550177"`),
    prints: "400 21610 POST Messages.json",
  },
  "no content": {
    code: refused(`from_="+15005550006", to="+14155550100"`),
    prints: "400 21602 POST Messages.json",
  },
  "no sender": {
    code: refused(`body="Hi", to="+14155550100"`),
    prints: "400 21603 POST Messages.json",
  },
  "a body that is too long": {
    code: refused(`body="x" * 1601, from_="+15005550006", to="+14155550100"`),
    prints: "400 21617 POST Messages.json",
  },
  "the message of an error": {
    code: `
try:
    client.messages.create(body="Hi", from_="+15005550006", to="+14155550177")
except TwilioRestException as e:
    print(e.msg)
    print(str(e).split(": ", 1)[1])`,
    prints:
      "Unable to create record: Attempt to send to unsubscribed recipient\nUnable to create record: Attempt to send to unsubscribed recipient",
  },
  "the printed form of an error": {
    code: `
try:
    client.messages("SM" + "0" * 32).fetch()
except TwilioException as e:
    print(str(e))`,
    prints: /^HTTP 404 error: Unable to fetch record: .+was not found/,
  },
  "a wrong token": {
    code: `
try:
    Client(client.username, "0" * 32).messages(sid["sent"]).fetch()
except TwilioRestException as e:
    print(e.status, e.code)`,
    prints: "401 20003",
  },
  "a list with a wrong token": {
    code: `
try:
    Client(client.username, "0" * 32).messages.list(limit=1)
except TwilioException as e:
    print(e)`,
    prints: /Unable to fetch page.*HTTP 401.*"code":20003/,
  },
  "an error handled by its code": {
    code: `
def send(to):
    try:
        return client.messages.create(body="Hi", from_="+15005550006", to=to).status
    except TwilioRestException as e:
        if e.code == 21610:
            return "unsubscribed"
        if e.code == 21211:
            return "invalid"
        raise

print([send(to) for to in ("+14155550100", "+14155550177", "+1")])`,
    prints: "['queued', 'unsubscribed', 'invalid']",
  },
  "the last response": {
    code: `
http_client = TwilioHttpClient()
client = Client(client.username, client.password, http_client=http_client)
client.messages.create(body="Hi", from_="+15005550006", to="+14155550100")
print(http_client.last_response.status_code, "Twilio-Request-Id" in http_client.last_response.headers)`,
    prints: "201 True",
  },
  "a client with a timeout and retries": {
    code: `
client = Client(client.username, client.password, http_client=TwilioHttpClient(timeout=5, max_retries=3))
print(client.messages.create(body="Hi", from_="+15005550006", to="+14155550100").status)`,
    prints: "queued",
  },
  "a client for a region and an edge": {
    code: `
client = Client(client.username, client.password, region="au1", edge="sydney")
print(client.messages.create(body="Hi", from_="+15005550006", to="+14155550100").status)`,
    prints: "queued",
  },
  "a status that goes wrong later": {
    code: `
message = client.messages(sid["sent"]).fetch()
print(message.error_code, message.error_message)`,
    prints: "None None",
  },
};
