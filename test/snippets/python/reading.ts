import type { PrintingSnippets } from "../run-batch.ts";

/** Runs last: it deletes. */
export const reading: PrintingSnippets = {
  "fetches a message": {
    code: `
message = client.messages(sid["sent"]).fetch()
print(message.body, message.status, message.date_sent.year > 2000, message.uri.endswith(".json"))`,
    prints: "Ahoy delivered True True",
  },
  "fetches by get": {
    code: `print(client.messages.get(sid["sent"]).fetch().to)`,
    prints: "+14155550100",
  },
  "fetches a received message": {
    code: `
message = client.messages(sid["inbound"]).fetch()
print(message.direction, message.status, message.num_media, message.body)`,
    prints: "inbound received 1 Look",
  },
  "lists with a limit": {
    code: `
messages = client.messages.list(limit=3)
print(len(messages), all(record.sid for record in messages))`,
    prints: "3 True",
  },
  "lists with a page size": {
    code: `
messages = client.messages.list(page_size=5, limit=12)
print(len(messages), len({record.sid for record in messages}))`,
    prints: "12 12",
  },
  "streams all of them": {
    code: `
count = 0
for sms in client.messages.stream(page_size=4):
    count += 1
print(count == len(client.messages.list()))`,
    prints: "True",
  },
  "takes pages by hand": {
    code: `
page = client.messages.page(page_size=2)
first = [record.sid for record in page]
second = [record.sid for record in page.next_page()]
print(len(first), len(second), set(first) & set(second))`,
    prints: "2 2 set()",
  },
  "takes a page by its URL": {
    code: `
page = client.messages.page(page_size=2)
again = client.messages.get_page(page.next_page_url)
print(len(list(again)))`,
    prints: "2",
  },
  "lists by recipient and sender": {
    code: `
messages = client.messages.list(to="+15005550006", from_="+14155550177", limit=20)
print([record.body for record in messages])`,
    prints: "['STOP']",
  },
  "lists by day": {
    code: `
messages = client.messages.list(date_sent=datetime.date.today(), to="+14155550100")
print("Ahoy" in [record.body for record in messages])`,
    prints: "True",
  },
  "lists between two moments": {
    code: `
messages = client.messages.list(
    date_sent_after=datetime.datetime(2016, 8, 31, 0, 0, 0),
    date_sent_before=datetime.datetime(2016, 9, 1, 0, 0, 0),
)
print(messages)`,
    prints: "[]",
  },
  "lists after a moment": {
    code: `
hour_ago = datetime.datetime.now(datetime.timezone.utc) - datetime.timedelta(hours=1)
print(len(client.messages.list(date_sent_after=hour_ago, limit=2)))`,
    prints: "2",
  },
  "lists the media of a message": {
    code: `
for record in client.messages(sid["inbound"]).media.list(limit=20):
    print(record.sid == sid["media"], record.content_type, record.parent_sid == sid["inbound"])`,
    prints: "True image/jpeg True",
  },
  "fetches a picture's record": {
    code: `
media = client.messages(sid["inbound"]).media(sid["media"]).fetch()
print(media.uri.split("/")[-1] == sid["media"] + ".json", media.date_created.tzname())`,
    prints: "True UTC",
  },
  "downloads a picture by its record": {
    code: `
import requests
from urllib.parse import urlparse
media = client.messages(sid["inbound"]).media(sid["media"]).fetch()
url = task_origin() + media.uri.replace(".json", "")
response = requests.get(url, auth=(client.username, client.password))
print(response.status_code, response.headers["Content-Type"], response.content[:2])`,
    prints: "200 image/jpeg b'\\xff\\xd8'",
  },
  "asks a message for its media": {
    code: `
message = client.messages(sid["inbound"]).fetch()
print([media.content_type for media in message.media.list()], message.subresource_uris["media"].endswith("/Media.json"))`,
    prints: "['image/jpeg'] True",
  },
  "redacts a message": {
    code: `
message = client.messages(sid["sent"]).update(body="")
print(repr(message.body), repr(client.messages(sid["sent"]).fetch().body))`,
    prints: "'' ''",
  },
  "deletes a picture": {
    code: `
print(client.messages(sid["inbound"]).media(sid["media"]).delete())
print(client.messages(sid["inbound"]).media.list())`,
    prints: "True\n[]",
  },
  "deletes a message": {
    code: `
print(client.messages(sid["inbound"]).delete())
try:
    client.messages(sid["inbound"]).fetch()
except TwilioRestException as error:
    print(error.status)`,
    prints: "True\n404",
  },
  "deletes what it lists": {
    code: `
for record in client.messages.list(from_="+14155550177"):
    record.delete()
print(len(client.messages.list(from_="+14155550177")))`,
    prints: "0",
  },
};
