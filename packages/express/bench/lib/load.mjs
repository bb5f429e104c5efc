import { connect } from "node:net";

const HEAD_END = Buffer.from("\r\n\r\n");

/**
 * Sends each request once, over as many connections as there are lists, so many in flight on each;
 * resolves with the answers a second. Any answer but 200 is an error.
 *
 * A load tool that sends distinct requests and pipelines them was not found.
 */
export async function load(port, lists, inFlight) {
  // Never asleep: on a small virtual machine, waking this process would cost the server's core more
  // than a whole reply, and what is measured is the server's own work.
  let isRunning = true;
  const spin = () => isRunning && setImmediate(spin);
  spin();
  const total = lists.reduce((sum, list) => sum + list.length, 0);
  const start = performance.now();
  await Promise.all(lists.map((requests) => drive(port, requests, inFlight))).finally(() => {
    isRunning = false;
  });
  return (total / (performance.now() - start)) * 1000;
}

function drive(port, requests, inFlight) {
  return new Promise((resolve, reject) => {
    const socket = connect(port, "localhost").setNoDelay(true);
    let [sent, answered, rest] = [0, 0, Buffer.alloc(0)];
    const send = (count) => {
      const batch = requests.slice(sent, sent + count);
      sent += batch.length;
      if (batch.length > 0) socket.write(Buffer.concat(batch));
    };
    socket.on("error", reject);
    socket.on("connect", () => send(inFlight));
    socket.on("data", (chunk) => {
      rest = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
      let complete = 0;
      for (;;) {
        const end = rest.indexOf(HEAD_END);
        if (end < 0) break;
        const head = rest.toString("latin1", 0, end);
        const length = Number(/content-length: (\d+)/i.exec(head)?.[1]);
        if (!head.startsWith("HTTP/1.1 200") || Number.isNaN(length)) {
          socket.destroy();
          return reject(new Error(`Not a 200 with a length: ${head.slice(0, 80)}`));
        }
        if (rest.length < end + 4 + length) break;
        rest = rest.subarray(end + 4 + length);
        complete++;
      }
      answered += complete;
      if (answered === requests.length) socket.end(resolve);
      else send(complete);
    });
  });
}
