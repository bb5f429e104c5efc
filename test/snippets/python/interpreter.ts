import { spawnSync } from "node:child_process";

/** Python with the official library. Debian's own Python has Debian's packages; another one may come first. */
export const python: string | undefined = ["/usr/bin/python3", "python3"].find(
  (program) => spawnSync(program, ["-c", "import twilio, flask, requests"]).status === 0,
);
