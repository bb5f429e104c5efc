// Runs shell commands in their order. Reads {"origin", "snippets": {name: code}}; prints {name: what it printed}.
import { execFileSync } from "node:child_process";
import { text } from "node:stream/consumers";

const { origin, snippets } = JSON.parse(await text(process.stdin));
const printed = Object.entries(snippets).map(([name, code]) => {
  const command = code.replaceAll("https://api.twilio.com", origin);
  return [name, execFileSync("sh", ["-c", command], { encoding: "utf8" }).trim()];
});
process.stdout.write(JSON.stringify(Object.fromEntries(printed)));
