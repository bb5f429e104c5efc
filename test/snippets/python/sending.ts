import type { PrintingSnippets } from "../run-batch.ts";

export const sending: PrintingSnippets = {
  "sends a text": {
    code: `
message = client.messages.create(body="Hi there", from_="+15005550006", to="+14155550100")
print(message.sid[:2], message.status, message.body, message.direction)`,
    prints: "SM queued Hi there outbound-api",
  },
  "sends with a client from the environment": {
    code: `
account_sid = os.environ["TWILIO_ACCOUNT_SID"]
auth_token = os.environ["TWILIO_AUTH_TOKEN"]
client = Client(account_sid, auth_token)
message = client.messages.create("+14155550100", from_="+15005550006", body="Positional")
print(message.to, message.account_sid == account_sid)`,
    prints: "+14155550100 True",
  },
  "sends with the environment alone": {
    code: `
message = Client().messages.create(to="+14155550100", from_="+15005550006", body="Ahoy")
print(message.num_segments, message.num_media, message.price, message.error_code)`,
    prints: "1 0 None None",
  },
  "sends through the account": {
    code: `
message = client.api.account.messages.create(to="+14155550100", from_="+15005550006", body="Hi")
print(message.from_, message.api_version)`,
    prints: "+15005550006 2010-04-01",
  },
  "sends through api.v2010": {
    code: `
message = client.api.v2010.accounts(client.username).messages.create(
    to="+14155550100", from_="+15005550006", body="Hi"
)
print(message.date_sent, message.date_created.tzname())`,
    prints: "None UTC",
  },
  "sends a picture": {
    code: `
message = client.messages.create(
    body="This is the ship that made the Kessel Run.",
    from_="+15005550006",
    media_url=["https://demo.example.com/owl.png"],
    to="+14155550100",
)
print(message.sid[:2], message.num_media)`,
    prints: "MM 1",
  },
  "sends a picture that is not in a list": {
    code: `
message = client.messages.create(
    from_="+15005550006", media_url="https://demo.example.com/owl.png", to="+14155550100"
)
print(message.num_media, repr(message.body))`,
    prints: "1 ''",
  },
  "sends two pictures": {
    code: `
urls = ["https://demo.example.com/%d.png" % n for n in (1, 2)]
print(client.messages.create(from_="+15005550006", media_url=urls, to="+14155550100").num_media)`,
    prints: "2",
  },
  "sends emoji": {
    code: `
message = client.messages.create(body="Ahoy \\U0001F989\\nzweite Zeile", from_="+15005550006", to="+14155550100")
print(message.body.encode("unicode_escape").decode())`,
    prints: "Ahoy \\U0001f989\\nzweite Zeile",
  },
  "sends a long text": {
    code: `print(client.messages.create(body="Owl " * 100, from_="+15005550006", to="+14155550100").num_segments)`,
    prints: "3",
  },
  "sends a variable by format": {
    code: `
name, hour = "Ada", 15
message = client.messages.create(
    body="Hello {}, your appointment is at {}:00.".format(name, hour),
    from_="+15005550006",
    to="+14155550100",
)
print(message.body)`,
    prints: "Hello Ada, your appointment is at 15:00.",
  },
  "sends with a status callback": {
    code: `
message = client.messages.create(
    body="McAvoy or Stewart?",
    from_="+15005550006",
    status_callback="https://example.com/MessageStatus?id=7",
    to="+14155550100",
)
print(message.status)`,
    prints: "queued",
  },
  "sends through a service": {
    code: `
message = client.messages.create(
    body="Revenge of the Sith was clearly the best", messaging_service_sid=sid["service"], to="+14155550100"
)
print(message.messaging_service_sid == sid["service"], message.status, message.from_)`,
    prints: "True accepted None",
  },
  "schedules a text": {
    code: `
send_when = datetime.datetime.utcnow() + datetime.timedelta(minutes=61)
message = client.messages.create(
    messaging_service_sid=sid["service"],
    to="+14155550100",
    body="Friendly reminder",
    schedule_type="fixed",
    send_at=send_when.isoformat() + "Z",
)
print(message.status)`,
    prints: "scheduled",
  },
  "schedules at a datetime, and cancels": {
    code: `
message = client.messages.create(
    messaging_service_sid=sid["service"],
    to="+14155550100",
    body="Reminder",
    schedule_type="fixed",
    send_at=datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(days=1),
)
print(message.status, client.messages(message.sid).update(status="canceled").status)`,
    prints: "scheduled canceled",
  },
  "sends with a validity period and feedback": {
    code: `
message = client.messages.create(
    body="Open to confirm", from_="+15005550006", provide_feedback=True, validity_period=3600, to="+14155550100"
)
feedback = client.messages(message.sid).feedback.create(outcome="confirmed")
print(feedback.outcome, feedback.message_sid == message.sid)`,
    prints: "confirmed True",
  },
  "sends to everybody on a list": {
    code: `
numbers_to_message = ["+14155550101", "+14155550102", "+14155550103"]
for number in numbers_to_message:
    message = client.messages.create(body="Hello from my number!", from_="+15005550006", to=number)
    print(message.to, end=" ")`,
    prints: "+14155550101 +14155550102 +14155550103",
  },
  "sends to a number as people write it": {
    code: `print(client.messages.create(body="Hi", from_="(500) 555-0006", to="415-555-0100").to)`,
    prints: "+14155550100",
  },
  "sends from a name, abroad": {
    code: `print(client.messages.create(body="Hi", from_="MyCompany", to="+447700900123").from_)`,
    prints: "MyCompany",
  },
};
