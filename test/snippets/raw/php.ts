import type { PrintingSnippets } from "../run-batch.ts";

const url = `$url = "https://api.twilio.com/2010-04-01/Accounts/" . getenv("TWILIO_ACCOUNT_SID") . "/Messages.json";`;
const login = `getenv("TWILIO_ACCOUNT_SID") . ":" . getenv("TWILIO_AUTH_TOKEN")`;

/** The extension curl, or streams, without the library. */
export const php: PrintingSnippets = {
  "sends by curl with an array, which is multipart": {
    code: `${url}
$ch = curl_init($url);
curl_setopt($ch, CURLOPT_POST, true);
curl_setopt($ch, CURLOPT_RETURNTRANSFER, true);
curl_setopt($ch, CURLOPT_HTTPAUTH, CURLAUTH_BASIC);
curl_setopt($ch, CURLOPT_USERPWD, ${login});
curl_setopt($ch, CURLOPT_POSTFIELDS, array("To" => "+14155550100", "From" => "+15005550006", "Body" => "Hi from PHP"));
$message = json_decode(curl_exec($ch));
echo curl_getinfo($ch, CURLINFO_HTTP_CODE) . " " . $message->status . " " . $message->body;`,
    prints: "201 queued Hi from PHP",
  },
  "sends by curl with http_build_query": {
    code: `${url}
$ch = curl_init();
curl_setopt_array($ch, [
  CURLOPT_URL => $url,
  CURLOPT_RETURNTRANSFER => true,
  CURLOPT_USERPWD => ${login},
  CURLOPT_POSTFIELDS => http_build_query(["To" => "+14155550100", "From" => "+15005550006", "Body" => "Grüße & 🦉"]),
]);
echo json_decode(curl_exec($ch), true)["body"];`,
    prints: "Grüße & 🦉",
  },
  "sends by a stream": {
    code: `${url}
$context = stream_context_create(["http" => [
  "method" => "POST",
  "header" => "Content-Type: application/x-www-form-urlencoded\\r\\nAuthorization: Basic " . base64_encode(${login}),
  "content" => http_build_query(["To" => "+14155550100", "From" => "+15005550006", "Body" => "Stream"]),
]]);
echo json_decode(file_get_contents($url, false, $context))->direction;`,
    prints: "outbound-api",
  },
  "reads an error from a stream": {
    code: `${url}
$context = stream_context_create(["http" => [
  "method" => "POST",
  "header" => "Content-Type: application/x-www-form-urlencoded\\r\\nAuthorization: Basic " . base64_encode(${login}),
  "content" => http_build_query(["To" => "+14155550177", "From" => "+15005550006", "Body" => "Hi"]),
  "ignore_errors" => true,
]]);
$error = json_decode(file_get_contents($url, false, $context));
echo $error->code . " " . $error->message;`,
    prints: "21610 Attempt to send to unsubscribed recipient",
  },
  "lists by curl": {
    code: `${url}
$ch = curl_init($url . "?" . http_build_query(["To" => "+14155550100", "PageSize" => 1]));
curl_setopt($ch, CURLOPT_RETURNTRANSFER, 1);
curl_setopt($ch, CURLOPT_USERPWD, ${login});
$page = json_decode(curl_exec($ch));
echo count($page->messages) . " " . $page->page_size;`,
    prints: "1 1",
  },
};
