import type { PrintingSnippets } from "../run-batch.ts";

const uri = `uri = URI("https://api.twilio.com/2010-04-01/Accounts/#{ENV["TWILIO_ACCOUNT_SID"]}/Messages.json")`;
const login = `basic_auth(ENV["TWILIO_ACCOUNT_SID"], ENV["TWILIO_AUTH_TOKEN"])`;
const start = `http = Net::HTTP.new(uri.host, uri.port)
http.use_ssl = uri.scheme == "https"`;

/** Net::HTTP, without a gem. */
export const ruby: PrintingSnippets = {
  "sends by set_form_data": {
    code: `${uri}
${start}
request = Net::HTTP::Post.new(uri.request_uri)
request.${login}
request.set_form_data("To" => "+14155550100", "From" => "+15005550006", "Body" => "Hi from Ruby")
response = http.request(request)
message = JSON.parse(response.body)
puts "#{response.code} #{message["status"]} #{message["body"]}"`,
    prints: "201 queued Hi from Ruby",
  },
  "sends pictures by an array": {
    code: `${uri}
request = Net::HTTP::Post.new(uri)
request.${login}
request.body = URI.encode_www_form([["To", "+14155550100"], ["From", "+15005550006"], ["MediaUrl", "https://example.com/1.png"], ["MediaUrl", "https://example.com/2.png"]])
request.content_type = "application/x-www-form-urlencoded"
response = Net::HTTP.start(uri.hostname, uri.port, use_ssl: uri.scheme == "https") { |http| http.request(request) }
puts JSON.parse(response.body)["num_media"]`,
    prints: "2",
  },
  lists: {
    code: `${uri}
uri.query = URI.encode_www_form("To" => "+14155550100", "PageSize" => 2)
request = Net::HTTP::Get.new(uri)
request.${login}
${start}
puts JSON.parse(http.request(request).body)["messages"].map { |message| message["to"] }.uniq.inspect`,
    prints: '["+14155550100"]',
  },
  "handles an error": {
    code: `${uri}
request = Net::HTTP::Post.new(uri)
request.${login}
request.set_form_data("To" => "+1999", "From" => "+15005550006", "Body" => "Hi")
${start}
response = http.request(request)
case response
when Net::HTTPSuccess then puts "sent"
when Net::HTTPBadRequest then puts "refused: #{JSON.parse(response.body)["code"]}"
end`,
    prints: "refused: 21211",
  },
};
