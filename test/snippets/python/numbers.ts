import type { PrintingSnippets } from "../run-batch.ts";

export const numbers: PrintingSnippets = {
  "finds local numbers": {
    code: `
local = client.available_phone_numbers("US").local.list(area_code=510, limit=2)
print([record.phone_number[:5] for record in local], local[0].capabilities["SMS"], local[0].region)`,
    prints: "['+1510', '+1510'] True CA",
  },
  "finds numbers by pattern": {
    code: `
local = client.available_phone_numbers("US").local.list(contains="510555****", limit=1)
print(local[0].phone_number[:8], local[0].friendly_name[:9])`,
    prints: "+1510555 (510) 555",
  },
  "finds numbers of a region": {
    code: `
local = client.available_phone_numbers("US").local.list(in_region="AR", sms_enabled=True, limit=1)
print(local[0].region, local[0].iso_country)`,
    prints: "AR US",
  },
  "finds toll-free numbers": {
    code: `
toll_free = client.available_phone_numbers("US").toll_free.list(limit=1)
print(toll_free[0].phone_number[:3])`,
    prints: "+18",
  },
  "finds mobile numbers abroad": {
    code: `
mobile = client.available_phone_numbers("GB").mobile.list(limit=1)
print(mobile[0].phone_number[:4])`,
    prints: "+447",
  },
  "buys the first number it finds": {
    code: `
numbers = client.available_phone_numbers("US").local.list(area_code="415")
number = client.incoming_phone_numbers.create(phone_number=numbers[0].phone_number)
print(number.phone_number == numbers[0].phone_number, number.sid[:2])`,
    prints: "True PN",
  },
  "buys with webhooks": {
    code: `
number = client.incoming_phone_numbers.create(
    phone_number="+14155550161",
    friendly_name="Support",
    sms_url="https://example.com/sms",
    sms_method="GET",
    sms_fallback_url="https://example.com/fallback",
)
print(number.friendly_name, number.sms_url, number.sms_method, number.sms_fallback_url)`,
    prints: "Support https://example.com/sms GET https://example.com/fallback",
  },
  "finds its number by number": {
    code: `
numbers = client.incoming_phone_numbers.list(phone_number="+15005550006", limit=20)
print(len(numbers), numbers[0].sid == sid["number"], numbers[0].capabilities["mms"])`,
    prints: "1 True True",
  },
  "changes a webhook": {
    code: `
number = client.incoming_phone_numbers(sid["number"]).update(sms_url="https://example.com/new")
print(number.sms_url)
print(repr(client.incoming_phone_numbers(sid["number"]).update(sms_url="").sms_url))`,
    prints: "https://example.com/new\n''",
  },
  "changes the webhook on the record": {
    code: `
number = client.incoming_phone_numbers.list(friendly_name="Support")[0]
print(number.update(sms_url="https://example.com/v2").sms_url, number.fetch().sms_url)`,
    prints: "https://example.com/v2 https://example.com/v2",
  },
  "releases a number": {
    code: `
number = client.incoming_phone_numbers.list(phone_number="+14155550161")[0]
print(number.delete(), client.incoming_phone_numbers.list(phone_number="+14155550161"))`,
    prints: "True []",
  },
};
