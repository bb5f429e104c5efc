// Ends the app and removes the files of a run when the command itself was killed: the system closes the
// command's end of standard input, whatever ended it.
"use strict";

const { execFile } = require("node:child_process");
const { rmSync } = require("node:fs");

const [pid, folder] = process.argv.slice(2);
const graceMs = 1_000;

process.stdin.on("error", () => {});
process.stdin.resume().on("end", () => {
  end("SIGTERM");
  setTimeout(() => {
    end("SIGKILL");
    if (folder) rmSync(folder, { recursive: true, force: true });
  }, graceMs);
});

function end(signal) {
  if (process.platform === "win32") execFile("taskkill", ["/PID", pid, "/T", "/F"], () => {});
  else signalGroup(signal);
}

function signalGroup(signal) {
  try {
    process.kill(-pid, signal);
  } catch {
    // The group has ended already.
  }
}
