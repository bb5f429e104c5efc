import type { PrintingSnippets } from "../run-batch.ts";

export const services: PrintingSnippets = {
  "creates a service": {
    code: `
service = client.messaging.v1.services.create(friendly_name="My First Messaging Service")
print(service.sid[:2], service.friendly_name, service.sticky_sender, service.validity_period)`,
    prints: "MG My First Messaging Service True 36000",
  },
  "creates a service with callbacks": {
    code: `
service = client.messaging.services.create(
    friendly_name="Callbacks",
    inbound_request_url="https://example.com/in",
    inbound_method="GET",
    fallback_url="https://example.com/fallback",
    status_callback="https://example.com/status",
    smart_encoding=True,
    area_code_geomatch=False,
)
print(service.inbound_request_url, service.inbound_method, service.status_callback, service.area_code_geomatch)`,
    prints: "https://example.com/in GET https://example.com/status False",
  },
  "fetches a service": {
    code: `print(client.messaging.v1.services(sid["service"]).fetch().friendly_name)`,
    prints: "Desk",
  },
  "updates a service": {
    code: `
service = client.messaging.v1.services(sid["service"]).update(friendly_name="Front desk", use_inbound_webhook_on_number=True)
print(service.friendly_name, service.use_inbound_webhook_on_number)`,
    prints: "Front desk True",
  },
  "lists services": {
    code: `print(sorted(record.friendly_name for record in client.messaging.v1.services.list(limit=20)))`,
    prints: "['Callbacks', 'Front desk', 'My First Messaging Service']",
  },
  "reads the pool of a service": {
    code: `
for record in client.messaging.v1.services(sid["service"]).phone_numbers.list(limit=20):
    print(record.phone_number, record.country_code, record.capabilities)`,
    prints: /^\+15005550006 US \[.*'SMS'.*\]$/,
  },
  "adds an alphanumeric sender": {
    code: `
sender = client.messaging.v1.services(sid["service"]).alpha_senders.create(alpha_sender="My company")
print(sender.sid[:2], sender.alpha_sender)`,
    prints: "AI My company",
  },
  "takes a number out of a service": {
    code: `
bought = client.incoming_phone_numbers.create(phone_number="+14155550160")
pool = client.messaging.v1.services(sid["service"]).phone_numbers
pool.create(phone_number_sid=bought.sid)
print(len(pool.list()), client.messaging.v1.services(sid["service"]).phone_numbers(bought.sid).delete(), len(pool.list()))`,
    prints: "2 True 1",
  },
  "deletes a service": {
    code: `
service = client.messaging.v1.services.create(friendly_name="Short-lived")
print(client.messaging.v1.services(service.sid).delete())`,
    prints: "True",
  },
  "reads campaigns, which come later": {
    code: `
try:
    client.messaging.v1.services(sid["service"]).us_app_to_person.list()
except TwilioException as error:
    print(error)`,
    prints: /Unable to fetch page.*404.*20404.*A2P 10DLC is not registered here/,
  },
};
