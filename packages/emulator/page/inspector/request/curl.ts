import type { RequestView } from "../../../src/api/api-types.ts";

// What curl sets itself from the body.
const leftOut = new Set(["content-length", "content-type", "host", "connection"]);

/** The request as a command that sends it again; its signature stays valid. */
export function toCurl({ method, url, headers, params }: RequestView): string {
  const parts = [
    `curl -i -X ${method} ${quote(url)}`,
    ...headers
      .filter(([name]) => !leftOut.has(name.toLowerCase()))
      .map(([name, value]) => `-H ${quote(`${name}: ${value}`)}`),
    ...(method === "GET"
      ? []
      : params.map(([name, value]) => `--data-urlencode ${quote(`${name}=${value}`)}`)),
  ];
  return parts.join(" \\\n  ");
}

function quote(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
