import { spawnSync } from "node:child_process";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { inNode } from "./support/app-under-dev.ts";
import { temporaryFolder } from "./support/platform.ts";

const has = (program: string, ...args: string[]) => spawnSync(program, args).status === 0;
const ruby = has("ruby", "-e", "require 'net/http'; require 'open3'");
const php = has("php", "-r", "curl_init();");
// As `repartee dev` does, and it is tried there too.
const canSeal =
  process.platform === "linux" && (has("unshare", "-m", "true") || has("unshare", "-Urm", "true"));

/** What a program prints below `repartee dev`. It gets the URL of the messages, user and password. */
const printed = (program: string, file: string, dev?: Parameters<typeof inNode>[1]) =>
  inNode<string>(
    `return new Promise((resolve) => require("node:child_process").execFile("${program}", ["${file}", messagesUrl, TWILIO_ACCOUNT_SID, TWILIO_AUTH_TOKEN],
      (_error, stdout, stderr) => resolve(stdout + stderr)));`,
    dev,
  );

async function script(name: string, code: string): Promise<string> {
  const file = join(await temporaryFolder(), name);
  await writeFile(file, code);
  return file;
}

test.skipIf(!ruby)(
  "Ruby: Net::HTTP, bare sockets, and children whatever they get (needs ruby)",
  async () => {
    const file = await script(
      "ask.rb",
      `require "net/http"
require "open3"
require "rbconfig"
URL, SID, TOKEN, NAME = ARGV
def ask(**options)
  uri = URI(URL)
  Net::HTTP.start(uri.host, uri.port, use_ssl: true, **options) do |http|
    post = Net::HTTP::Post.new(uri)
    post.basic_auth(SID, TOKEN)
    post.set_form_data("To" => "+14155550100", "From" => ENV.fetch("TWILIO_NUMBER", "+15005550006"), "Body" => "Hi")
    http.request(post).code
  end
end
def greet(socket)
  tls = OpenSSL::SSL::SSLSocket.new(socket, OpenSSL::SSL::SSLContext.new.tap { |context| context.set_params })
  tls.hostname = "api.twilio.com"
  tls.connect.post_connection_check("api.twilio.com")
  "verified"
end
$stdout.sync = true
if NAME
  puts "#{NAME} #{ask}"
else
  again = [RbConfig.ruby, __FILE__, URL, SID, TOKEN]
  puts "Net::HTTP #{ask}"
  puts "roots of its own #{ask(ca_file: Dir["/etc/ssl/certs/*.pem"].first)}"
  puts "Socket.tcp #{greet(Socket.tcp("api.twilio.com", 443))}"
  system(*again, "system", unsetenv_others: true)
  puts IO.popen([{ "A" => "B" }, *again, "popen", { unsetenv_others: true }], &:read)
  ENV.clear
  puts \`#{again.join(" ")} backticks\`
  puts Open3.capture2(*again, "open3").first
  Process.wait(Process.spawn({ "RUBYOPT" => nil }, *again, "spawn"))
  exec({}, *again, "exec", unsetenv_others: true)
end
`,
    );
    expect((await printed("ruby", file)).split("\n")).toEqual([
      "Net::HTTP 201",
      "roots of its own 201",
      "Socket.tcp verified",
      "system 201",
      "popen 201",
      "backticks 201",
      "open3 201",
      "spawn 201",
      "exec 201",
      "",
    ]);
  },
  // It runs eight Rubies, one after another.
  60_000,
);

test.skipIf(!php)(
  "PHP: streams without a context; a prepended file of the user's own (needs php)",
  async () => {
    const own = await script("own.php", `<?php $prepended = "prepended";`);
    const settings = await script("own.ini", `auto_prepend_file="${own}"\n`);
    const file = await script(
      "ask.php",
      `<?php [, $url, $sid, $token] = $argv;
echo $prepended, " ", $http_response_header[0] ?? "", "\\n";
file_get_contents(str_replace("https://", "https://$sid:$token@", $url));
echo $http_response_header[0], "\\n";
`,
    );
    const folder = settings.slice(0, -"/own.ini".length);
    expect(await printed("php", file, { env: { PHP_INI_SCAN_DIR: `:${folder}` } })).toBe(
      "prepended \nHTTP/1.1 200 OK\n",
    );
  },
);

test.skipIf(!canSeal || !has("curl", "--version"))(
  "Linux: clients that cannot be rerouted are refused, and do not reach the provider",
  async () => {
    const file = await script(
      "ask.sh",
      `env -i /usr/bin/env curl -sS --max-time 5 "$1"
env -i getent ahosts verify.dublin.ie1.twilio.com | cut -d ' ' -f 1 | sort -u
id -u
`,
    );
    const refused = await printed("sh", file);
    expect(refused).toContain("curl: (7) ");
    expect(refused).toContain(`255.255.255.255\nff02::1\n${process.getuid?.()}\n`);
  },
);

test.skipIf(process.platform !== "linux")("--no-seal leaves the names alone", async () => {
  const hosts = await script("hosts.sh", "grep -c api.twilio.com /etc/hosts");
  expect(await printed("sh", hosts, { flags: ["--no-seal"] })).toBe("0\n");
});
