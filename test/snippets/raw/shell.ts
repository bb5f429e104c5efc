import type { PrintingSnippets } from "../run-batch.ts";

const account = "https://api.twilio.com/2010-04-01/Accounts/$TWILIO_ACCOUNT_SID";
const login = '-u "$TWILIO_ACCOUNT_SID:$TWILIO_AUTH_TOKEN"';
const status = `-s -o /dev/null -w "%{http_code}"`;

/** Commands of curl, as documentation and shell scripts publish them. */
export const shell: PrintingSnippets = {
  "the URL first, then -X POST": {
    code: `curl '${account.replace("$TWILIO_ACCOUNT_SID", `'"$TWILIO_ACCOUNT_SID"'`)}/Messages.json' -X POST -s \\
--data-urlencode 'To=+14155550100' \\
--data-urlencode 'From=+15005550006' \\
--data-urlencode 'Body=Hello from Twilio' \\
${login}`,
    prints: /"body":"Hello from Twilio".*"status":"queued"/,
  },
  "-X POST first": {
    code: `curl -s -X POST "${account}/Messages.json" \\
--data-urlencode "Body=This is the ship that made the Kessel Run." \\
--data-urlencode "From=+15005550006" \\
--data-urlencode "To=+14155550100" \\
${login}`,
    prints: /"num_segments":"1"/,
  },
  "-d in place of --data-urlencode": {
    code: `curl ${status} -X POST -d "Body=$(echo Hi)" -d "From=+15005550006" -d "To=+14155550100" "${account}/Messages" ${login}`,
    prints: "201",
  },
  "XML, where the suffix is missing": {
    code: `curl -s -X POST "${account}/Messages" --data-urlencode "To=+14155550100" --data-urlencode "From=+15005550006" --data-urlencode "Body=Hi" ${login}`,
    prints: /<TwilioResponse><Message>.*<Status>queued<\/Status>/,
  },
  "one string of fields": {
    code: `curl ${status} ${login} "${account}/Messages.json" -d "To=%2B14155550100&From=%2B15005550006&Body=Hi%20there"`,
    prints: "201",
  },
  "the old name of the resource": {
    code: `curl ${status} ${login} "${account}/SMS/Messages.json" -d "To=%2B14155550100&From=%2B15005550006&Body=Hi"`,
    prints: "201",
  },
  "fields of a form with files": {
    code: `curl ${status} ${login} "${account}/Messages.json" -F "To=+14155550100" -F "From=+15005550006" -F "Body=Hi"`,
    prints: "201",
  },
  "two pictures": {
    code: `curl -s ${login} "${account}/Messages.json" --data-urlencode "MediaUrl=https://example.com/1.png" --data-urlencode "MediaUrl=https://example.com/2.png" -d "To=%2B14155550100" -d "From=%2B15005550006"`,
    prints: /"num_media":"2"/,
  },
  "credentials in the URL": {
    code: `curl ${status} "$(echo "${account}/Messages.json?PageSize=1" | sed "s#://#://$TWILIO_ACCOUNT_SID:$TWILIO_AUTH_TOKEN@#")"`,
    prints: "200",
  },
  "a header of its own": {
    code: `curl ${status} -H "Authorization: Basic $(printf '%s:%s' "$TWILIO_ACCOUNT_SID" "$TWILIO_AUTH_TOKEN" | base64 | tr -d '\\n')" "${account}/Messages.json?PageSize=1"`,
    prints: "200",
  },
  "-G with fields": {
    code: `curl -s -G "${account}/Messages.json" --data-urlencode "To=+15005550006" --data-urlencode "From=+14155550177" ${login}`,
    prints: /"body":"STOP"/,
  },
  "a wrong token": {
    code: `curl -s "${account}/Messages.json" -u "$TWILIO_ACCOUNT_SID:wrong"`,
    prints:
      '{"code":20003,"message":"Authenticate","more_info":"https://www.twilio.com/docs/errors/20003","status":401}',
  },
  "a JSON body, which is not taken": {
    code: `curl -s ${login} "${account}/Messages.json" -H "Content-Type: application/json" -d '{"To":"+14155550100","From":"+15005550006","Body":"Hi"}'`,
    prints: /"status":4\d\d/,
  },
  "the sender's field is missing": {
    code: `curl -s -X POST "${account}/Messages.json" -d "To=%2B14155550100" -d "Body=Hi" ${login}`,
    prints: /"code":21603/,
  },
  deleting: {
    code: `sid=$(curl -s -G "${account}/Messages.json" -d "From=%2B14155550177" ${login} | sed 's/.*"sid":"\\(SM[0-9a-f]*\\)".*/\\1/')
curl ${status} -X DELETE "${account}/Messages/$sid.json" ${login}`,
    prints: "204",
  },
};
