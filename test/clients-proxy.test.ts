import { spawnSync } from "node:child_process";
import { once } from "node:events";
import { createServer, request } from "node:http";
import { connect } from "node:net";
import { fileURLToPath } from "node:url";
import { expect, onTestFinished, test } from "vitest";
import { inNode } from "./support/app-under-dev.ts";
import { startTlsServer } from "./support/tls-server.ts";

const has = (program: string, ...args: string[]) => spawnSync(program, args).status === 0;
const curl = has("curl", "--version");

interface Ran {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** What a program comes to below `repartee dev`; each argument is an expression of JavaScript. */
const ran = (program: string, args: string, dev?: Parameters<typeof inNode>[1]) =>
  inNode<Ran>(
    `return new Promise((resolve) => require("node:child_process").execFile("${program}", ${args},
      (error, stdout, stderr) => resolve({ status: error ? error.code : 0, stdout, stderr })));`,
    dev,
  );

test.skipIf(!curl)("curl, by the platform's own host name (needs curl)", async () => {
  const { status, stdout } = await ran(
    "curl",
    `["-sS", "-w", "%{http_code}", "-u", auth, messagesUrl, "--data-urlencode", "To=+14155550100", "-d", "Body=Hi", "--data-urlencode", "From=" + TWILIO_NUMBER]`,
  );
  expect(status).toBe(0);
  expect(stdout).toMatch(/"status":"queued".*201$/);
});

const ask = fileURLToPath(new URL("fixtures/Ask.java", import.meta.url));

test.skipIf(!has("java", "-version"))("Java, by both of its clients (needs java)", async () => {
  const { stdout } = await ran("java", `["${ask}", messagesUrl, btoa(auth)]`);
  expect(stdout).toBe("200\n200\n");
});

test.skipIf(!has("php", "-r", "curl_init();"))("PHP (needs php with curl)", async () => {
  const { stdout } = await ran(
    "php",
    `["-r", '[, $url, $auth] = $argv; $c = curl_init($url); curl_setopt($c, CURLOPT_USERPWD, $auth); curl_setopt($c, CURLOPT_WRITEFUNCTION, fn($_, $s) => strlen($s)); curl_exec($c); echo curl_getinfo($c, CURLINFO_HTTP_CODE), curl_error($c);', messagesUrl, auth]`,
  );
  expect(stdout).toBe("200");
});

test.skipIf(!has("ruby", "-e", "require 'faraday'"))("Ruby's Faraday (needs ruby)", async () => {
  const { stdout } = await ran(
    "ruby",
    `["-e", "require 'faraday'; puts Faraday.new(ARGV[0]) { |f| f.request(:basic_auth, *ARGV[1].split(':')) }.get.status", messagesUrl, auth]`,
  );
  expect(stdout).toBe("200\n");
});

// `--noproxy ""` has curl use the proxy even for this machine: a stand-in for hosts beyond it.
test.skipIf(!curl)("other hosts pass through untouched, with their own certificates", async () => {
  const other = await startTlsServer((req, res) => res.end(`other ${req.headers.host}`));
  const { stdout } = await ran("curl", `["-sS", "--noproxy", "", "${other.url}"]`, {
    env: { SSL_CERT_FILE: other.caFile },
  });
  expect(stdout).toBe(`other ${new URL(other.url).host}`);

  // Nobody vouches for another host here: a certificate that is not trusted stays so.
  const untrusted = await ran("curl", `["-sS", "--noproxy", "", "${other.url}"]`);
  expect(untrusted.status).toBe(60);
});

test.skipIf(!curl)("--offline refuses them, and says so on both sides", async () => {
  const { status, stderr } = await ran("curl", `["-sSv", "https://example.com/"]`, {
    flags: ["--offline"],
  });
  expect(status).toBe(56);
  expect(stderr).toContain(
    "HTTP/1.1 403 repartee dev --offline lets no connection to example.com:443 through",
  );
  const plain = await ran("curl", `["-sS", "http://example.com/"]`, { flags: ["--offline"] });
  expect(plain.stdout).toBe(
    "repartee dev --offline lets no connection to example.com:80 through.\n",
  );
});

test.skipIf(!curl)("--offline refuses nothing on this machine", async () => {
  const other = createServer((_req, res) => res.end("here")).listen(0, "0.0.0.0");
  await once(other, "listening");
  onTestFinished(() => void other.close().closeAllConnections());
  const address = other.address();
  const port = address === null || typeof address === "string" ? 0 : address.port;
  const ask = `["-sS", "http://127.0.0.2:${port}/", "http://127.255.0.1:${port}/"]`;
  expect((await ran("curl", ask, { flags: ["--offline"] })).stdout).toBe("herehere");
});

test.skipIf(!curl)("through a proxy of the user's own", async () => {
  const asked: string[] = [];
  const proxy = createServer().listen(0, "127.0.0.1");
  proxy.on("connect", ({ url = "", headers }, socket) => {
    asked.push(`${url} ${headers["proxy-authorization"]}`);
    const [, port] = url.split(":");
    const through = connect(Number(port), "127.0.0.1", () => {
      socket.write("HTTP/1.1 200 OK\r\n\r\n");
      socket.pipe(through).pipe(socket);
    });
  });
  await once(proxy, "listening");
  onTestFinished(() => void proxy.close());
  const address = proxy.address();
  if (address === null || typeof address === "string") throw new Error("The proxy has no port.");

  const other = await startTlsServer((_req, res) => res.end("other"));
  const { stdout } = await ran("curl", `["-sS", "--noproxy", "", "${other.url}"]`, {
    env: {
      SSL_CERT_FILE: other.caFile,
      HTTPS_PROXY: `http://me:secret@127.0.0.1:${address.port}`,
    },
  });
  expect(stdout).toBe("other");
  const secret = Buffer.from("me:secret").toString("base64");
  expect(asked).toEqual([`${new URL(other.url).host} Basic ${secret}`]);
});

test("clients that ask the proxy for a whole URL", async () => {
  const plain = createServer((req, res) => {
    res.setHeader(
      "X-Seen",
      `${req.method} ${req.url} ${req.headers.host} ${req.headers.connection}`,
    );
    req.pipe(res);
  }).listen(0);
  await once(plain, "listening");
  onTestFinished(() => void plain.close().closeAllConnections());
  const other = await startTlsServer((_req, res) => res.end("over TLS"));
  const address = plain.address();
  if (address === null || typeof address === "string") throw new Error("The server has no port.");

  const seen = await inNode<unknown>(
    `const { hostname, port, username, password } = new URL(process.env.HTTPS_PROXY);
     const proof = "Basic " + btoa(username + ":" + password);
     const ask = (path, { method = "GET", body } = {}) => new Promise((resolve, reject) =>
       http.request({ hostname, port, method, path, auth, headers: { Host: new URL(path).host, "Proxy-Connection": "keep-alive", "Proxy-Authorization": proof } },
         async (res) => resolve([res.statusCode, res.headers["x-seen"], Buffer.concat(await res.toArray()).toString()]))
       .on("error", reject).end(body));
     return [
       (await ask(messagesUrl))[0],
       await ask("http://localhost:${address.port}/path?a=b", { method: "PUT", body: "Hi" }),
       (await ask("${other.url}/"))[0],
     ];`,
  );
  expect(seen).toEqual([
    200,
    [200, `PUT /path?a=b localhost:${address.port} keep-alive`, "Hi"],
    // The command itself does not trust that certificate, and says so.
    502,
  ]);
});

test("the proxy asks for the password of the run", async () => {
  const proxy = new URL(await inNode<string>(`return process.env.HTTPS_PROXY;`));
  expect(proxy.href).toMatch(/^http:\/\/repartee:[0-9a-f]{48}@127\.0\.0\.1:\d+\/$/);
  const { hostname, port, username, password } = proxy;
  const connectTo = async (path: string, headers: Record<string, string> = {}) => {
    const asked = request({ hostname, port, method: "CONNECT", path, headers }).end();
    const [answer, socket] = await once(asked, "connect");
    socket.destroy();
    return [answer.statusCode, answer.headers["proxy-authenticate"]];
  };
  const proof = (secret: string) => ({
    "Proxy-Authorization": `Basic ${Buffer.from(`${username}:${secret}`).toString("base64")}`,
  });
  const refused = [407, 'Basic realm="repartee dev"'];
  expect(await connectTo("api.twilio.com:443")).toEqual(refused);
  expect(await connectTo("127.0.0.1:1")).toEqual(refused);
  expect(await connectTo("api.twilio.com:443", proof("guessed"))).toEqual(refused);
  expect(await connectTo("nonsense", proof(password))).toEqual([400, undefined]);
  expect(await connectTo("api.twilio.com:443", proof(password))).toEqual([200, undefined]);
  const plain = request({ hostname, port, path: "http://127.0.0.1:1/" }).end();
  const [answer] = await once(plain, "response");
  expect(answer.statusCode).toBe(407);
});
