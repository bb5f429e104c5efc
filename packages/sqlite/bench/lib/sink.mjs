// An app that takes status callbacks, in a process of its own: prints its port, and "all" after so
// many: node sink.mjs COUNT
import { createServer } from "node:http";

let posts = 0;
const server = createServer((incoming, answer) => {
  incoming.resume().on("end", () => {
    posts += 1;
    answer.writeHead(204).end();
    if (posts === Number(process.argv[2])) console.log("all");
  });
});
server.listen(0, "127.0.0.1", () => console.log(server.address().port));
