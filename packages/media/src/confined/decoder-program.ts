/**
 * Wraps a decoder into a program for a process with nothing else in it. It does one job after another
 * until its input ends. A job is a line of JSON (`size`, `options`) and then `size` bytes; the result
 * is a line of JSON (`answer`, `size`, `isFault`, `residentBytes`, `cpuMs`) and then the payload.
 *
 * Its own limits hold where the kernel cannot set any: memory of WebAssembly grows through one
 * function, and everything else that is not an object is made by one of these constructors.
 *
 * @param body of an async function of `bytes` and `options`, that returns `{ answer, payload }`.
 */
export function decoderProgram(body: string): string {
  return `
const limits = JSON.parse(process.argv[1]);
const write = process.stdout.write.bind(process.stdout);
for (const name of ["log", "info", "warn", "error", "debug"]) console[name] = () => {};
const refuse = () => { throw new RangeError("it needs more memory than it may have"); };

const grow = WebAssembly.Memory.prototype.grow;
WebAssembly.Memory.prototype.grow = function (pages) {
  if (this.buffer.byteLength + pages * 65536 > limits.maxMemoryBytes) refuse();
  return grow.call(this, pages);
};
for (const name of ["ArrayBuffer", "Uint8Array", "Uint8ClampedArray", "Uint16Array", "Int32Array", "Uint32Array"]) {
  const real = globalThis[name];
  const size = real.BYTES_PER_ELEMENT ?? 1;
  const guarded = new Proxy(real, {
    construct(target, args, asked) {
      const length = typeof args[0] === "number" ? args[0] : 0;
      if (length * size > limits.maxArrayBytes) refuse();
      return Reflect.construct(target, args, asked === guarded ? target : asked);
    },
  });
  Object.defineProperty(real.prototype, "constructor", { value: guarded, writable: true, configurable: true });
  globalThis[name] = guarded;
}

const decode = async (bytes, options) => {${body}
};
async function answerJob(bytes, options) {
  const fault = (error) => ({
    answer: { error: String(error?.message ?? error).split("\\n", 1)[0] },
    isFault: true,
  });
  const { answer, payload = "", isFault = false } = await decode(bytes, options).catch(fault);
  const { user, system } = process.cpuUsage();
  const usage = { residentBytes: process.memoryUsage.rss(), cpuMs: (user + system) / 1000 };
  write(JSON.stringify({ answer, size: payload.length, isFault, ...usage }) + "\\n");
  write(payload);
}
async function serve() {
  let job;
  let chunks = [];
  let size = 0;
  for await (const chunk of process.stdin) {
    chunks.push(chunk);
    size += chunk.length;
    if (job === undefined && chunk.includes(10)) {
      const start = Buffer.concat(chunks);
      const end = start.indexOf(10);
      job = JSON.parse(start.toString("utf8", 0, end));
      chunks = [start.subarray(end + 1)];
      size = chunks[0].length;
    }
    if (job === undefined || size < job.size) continue;
    const { options } = job;
    const bytes = new Uint8Array(Buffer.concat(chunks));
    job = undefined;
    chunks = [];
    size = 0;
    await answerJob(bytes, options);
  }
}
serve().finally(() => process.exit());
`;
}
