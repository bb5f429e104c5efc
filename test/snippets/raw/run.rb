# Runs snippets in one process. Reads {"origin", "snippets": {name: code}}; prints {name: what it printed}.
require "json"
require "net/http"
require "stringio"
require "uri"

task = JSON.parse($stdin.read)
printed = task["snippets"].map do |name, code|
  $stdout = StringIO.new
  begin
    eval(code.gsub("https://api.twilio.com", task["origin"]), TOPLEVEL_BINDING.dup)
  rescue StandardError => error
    puts "#{error.class}: #{error.message}"
  end
  [name, $stdout.string.strip]
end
STDOUT.puts JSON.generate(printed.to_h)
