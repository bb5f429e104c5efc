// An app of its own process: it checks the signature of every webhook and answers with one message.
import { createServer } from "node:http";
import { isSigned, parseForm } from "@repartee/protocol";

const [authToken] = process.argv.slice(2);
const answer = "<Response><Message>Thank you, we will be back.</Message></Response>";

const server = createServer((request, response) => {
  const chunks = [];
  request
    .on("data", (chunk) => chunks.push(chunk))
    .on("end", () => {
      const params = parseForm(Buffer.concat(chunks).toString());
      const url = `http://127.0.0.1:${server.address().port}${request.url}`;
      const signature = request.headers["x-twilio-signature"];
      const status = isSigned({ authToken, url, params, signature }) ? 200 : 403;
      response.writeHead(status, { "Content-Type": "text/xml" }).end(answer);
    });
}).listen(0, "127.0.0.1", () => process.send({ port: server.address().port }));

process.on("disconnect", () => process.exit());
