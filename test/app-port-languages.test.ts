import { spawnSync } from "node:child_process";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { deadPort } from "./support/app.ts";
import { underDev } from "./support/app-under-dev.ts";
import { phone } from "./support/phone.ts";
import { handset, ourNumber, temporaryFolder } from "./support/platform.ts";
import { restCall } from "./support/rest-call.ts";

// Servers that ignore PORT, as their documentation starts them. Each answers with its name and what it
// was asked.

const has = (program: string, ...args: string[]) => spawnSync(program, args).status === 0;

async function file(name: string, code: string): Promise<string> {
  const path = join(await temporaryFolder(), name);
  await writeFile(path, code);
  return path;
}

/** A message from a handset gets this reply, and the REST API names the port. */
async function isFound(command: readonly string[], port: number, reply: string): Promise<void> {
  const dev = await underDev(command);
  const person = phone(dev.url, handset);
  await person.sends(ourNumber, "Hi");
  await person.receives(({ body }) => body === reply);
  await dev.prints(
    new RegExp(`The app listens on http://localhost:${port}; .* http://localhost:${port}/sms\\.`),
  );
  expect((await restCall(dev, "/IncomingPhoneNumbers.json")).json).toMatchObject({
    incoming_phone_numbers: [{ sms_url: `http://localhost:${port}/sms` }],
  });
}

const java = (port: number) => `
import com.sun.net.httpserver.HttpServer;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

public class Server {
  public static void main(String[] args) throws Exception {
    HttpServer server = HttpServer.create(new InetSocketAddress(${port}), 0);
    server.createContext("/sms", exchange -> {
      String form = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      String body = "java " + exchange.getRequestMethod() + " " + form.contains("Body=Hi");
      exchange.getResponseHeaders().set("Content-Type", "text/plain");
      exchange.sendResponseHeaders(200, body.length());
      exchange.getResponseBody().write(body.getBytes(StandardCharsets.UTF_8));
      exchange.close();
    });
    server.start();
  }
}`;

test.skipIf(!has("java", "-version") || process.platform === "win32")(
  "Java below a shell script, with a debugger's port (needs java)",
  async () => {
    const [port, debugged] = [await deadPort(), await deadPort()];
    const server = await file("Server.java", java(port));
    const debug = `-agentlib:jdwp=transport=dt_socket,server=y,suspend=n,address=localhost:${debugged}`;
    const script = await file("run.sh", `java ${debug} ${server}\nexit $?\n`);
    await isFound(["sh", script], port, "java POST true");
  },
);

test.skipIf(!has("php", "-v"))(
  "PHP: its own server, with a script at each path (needs php)",
  async () => {
    const port = await deadPort();
    const index = await file(
      "index.php",
      `<?php header("Content-Type: text/plain"); echo "php $_SERVER[REQUEST_METHOD] $_POST[Body]";`,
    );
    await isFound(["php", "-S", `localhost:${port}`, "-t", join(index, "..")], port, "php POST Hi");
  },
);

test.skipIf(!has("ruby", "-e", "require 'socket'"))("Ruby: a TCPServer (needs ruby)", async () => {
  const port = await deadPort();
  const server = await file(
    "app.rb",
    `require "socket"
server = TCPServer.new("localhost", ${port})
loop do
  socket = server.accept
  method, path = (socket.gets || "").split
  length = 0
  while (line = socket.gets) && line != "\\r\\n"
    length = line.split(":")[1].to_i if line.downcase.start_with?("content-length:")
  end
  form = socket.read(length)
  body = "ruby #{method} #{path} #{form.include?("Body=Hi")}"
  socket.write("HTTP/1.1 200 OK\\r\\nContent-Type: text/plain\\r\\nContent-Length: #{body.bytesize}\\r\\nConnection: close\\r\\n\\r\\n#{body}")
  socket.close
end
`,
  );
  await isFound(["ruby", server], port, "ruby POST /sms true");
});
