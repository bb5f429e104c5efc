/**
 * Wraps a decoder into a program for a process without anything else in it: bytes come in on standard
 * input, one line of JSON and then the payload go out.
 *
 * Its own limits hold where the kernel has none to set: memory of WebAssembly grows through one
 * function, and everything else that is not an object is made by one of these constructors.
 *
 * @param body of an async function of `bytes` and `options`, that returns `{ answer, payload }`.
 */
export function decoderProgram(body: string): string {
  return `
const options = JSON.parse(process.argv[1]);
const write = process.stdout.write.bind(process.stdout);
for (const name of ["log", "info", "warn", "error", "debug"]) console[name] = () => {};
const refuse = () => { throw new RangeError("it needs more memory than it may have"); };

const grow = WebAssembly.Memory.prototype.grow;
WebAssembly.Memory.prototype.grow = function (pages) {
  if (this.buffer.byteLength + pages * 65536 > options.maxMemoryBytes) refuse();
  return grow.call(this, pages);
};
for (const name of ["ArrayBuffer", "Uint8Array", "Uint8ClampedArray", "Uint16Array", "Int32Array", "Uint32Array"]) {
  const real = globalThis[name];
  const size = real.BYTES_PER_ELEMENT ?? 1;
  const guarded = new Proxy(real, {
    construct(target, args, asked) {
      const length = typeof args[0] === "number" ? args[0] : 0;
      if (length * size > options.maxArrayBytes) refuse();
      return Reflect.construct(target, args, asked === guarded ? target : asked);
    },
  });
  Object.defineProperty(real.prototype, "constructor", { value: guarded, writable: true, configurable: true });
  globalThis[name] = guarded;
}

const decode = async (bytes, options) => {${body}
};
const read = async () => {
  const chunks = [];
  for await (const chunk of process.stdin) chunks.push(chunk);
  return new Uint8Array(Buffer.concat(chunks));
};
read()
  .then((bytes) => decode(bytes, options))
  .catch((error) => ({ answer: { error: String(error?.message ?? error).split("\\n", 1)[0] } }))
  .then(({ answer, payload }) => {
    write(JSON.stringify(answer) + "\\n");
    write(payload ?? "", () => process.exit(0));
  });
`;
}
