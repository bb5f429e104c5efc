import type { PrintingSnippets } from "../run-batch.ts";

export const account: PrintingSnippets = {
  "looks a carrier up, v1": {
    code: `
number = client.lookups.v1.phone_numbers("+15108675310").fetch(type=["carrier"])
print(number.national_format, number.carrier["type"], number.country_code, number.caller_name)`,
    prints: "(510) 867-5310 mobile US None",
  },
  "looks a number up without its country code, v1": {
    code: `print(client.lookups.v1.phone_numbers("(510) 867-5310").fetch(country_code="US").phone_number)`,
    prints: "+15108675310",
  },
  "looks a number up by the shortcut": {
    code: `print(client.lookups.phone_numbers("+15108675310").fetch(type="carrier").carrier["error_code"])`,
    prints: "None",
  },
  "looks a number up, v2, by a raw request": {
    code: `
response = client.request("GET", "https://lookups.twilio.com/v2/PhoneNumbers/+14159929960")
number = json.loads(response.text)
print(response.status_code, number["valid"], number["validation_errors"], number["calling_country_code"])`,
    prints: "200 True [] 1",
  },
  "looks a line type up, v2": {
    code: `
url = "https://lookups.twilio.com/v2/PhoneNumbers/+14159929960"
response = client.request("GET", url, params={"Fields": "line_type_intelligence"})
print(json.loads(response.text)["line_type_intelligence"]["type"])`,
    prints: "mobile",
  },
  "looks an invalid number up, v2": {
    code: `
response = client.request("GET", "https://lookups.twilio.com/v2/PhoneNumbers/+1415992")
print(response.status_code, json.loads(response.text)["valid"], json.loads(response.text)["validation_errors"])`,
    prints: "200 False ['TOO_SHORT']",
  },
  "checks a number as tutorials do": {
    code: `
def is_valid_number(number):
    try:
        response = client.lookups.phone_numbers(number).fetch(type="carrier")
        return True
    except TwilioRestException as e:
        if e.code == 20404:
            return False
        else:
            raise e

print(is_valid_number("+15108675310"), is_valid_number("+151086753"))`,
    prints: "True False",
  },
  "reads usage": {
    code: `
records = client.usage.records.list(category="sms-outbound", limit=1)
print(records[0].category, int(records[0].count) > 0, records[0].usage_unit)`,
    prints: "sms-outbound True segments",
  },
  "reads usage of today and of a range": {
    code: `
print(len(client.usage.records.today.list(category="sms")))
records = client.usage.records.list(
    category="sms", start_date=datetime.date(2024, 1, 1), end_date=datetime.date(2024, 1, 31)
)
print(records[0].count, records[0].start_date)`,
    prints: "1\n0 2024-01-01",
  },
  "reads monthly usage": {
    code: `print(client.usage.records.monthly.list(category="mms", limit=1)[0].category)`,
    prints: "mms",
  },
  "reads its account": {
    code: `
account = client.api.accounts(client.username).fetch()
print(account.status, account.type, account.sid == client.account_sid)`,
    prints: "active Full True",
  },
  "reads its balance": {
    code: `
balance = client.balance.fetch()
print(balance.currency, float(balance.balance) >= 0)`,
    prints: "USD True",
  },
  "creates a key and sends with it": {
    code: `
new_key = client.new_keys.create(friendly_name="App")
with_key = Client(new_key.sid, new_key.secret, client.account_sid)
print(with_key.messages.create(to="+14155550100", from_="+15005550006", body="By key").status)`,
    prints: "queued",
  },
  "reads prices of messages": {
    code: `
country = client.pricing.v1.messaging.countries("US").fetch()
print(country.iso_country, country.price_unit, len(country.outbound_sms_prices) > 0)`,
    prints: "US USD True",
  },
};
