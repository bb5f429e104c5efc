import { execFile } from "node:child_process";
import { constants } from "node:fs";
import { access, readFile, writeFile } from "node:fs/promises";
import { delimiter, join } from "node:path";
import { promisify } from "node:util";
import { hostNames, isPlatformHost } from "../clients/hosts/platform-hosts.ts";

const run = promisify(execFile);

// No connection can be opened to either: Linux says at once that the network is unreachable.
const nowhere = ["255.255.255.255", "ff02::1"];

/**
 * A command that runs another one with the provider's host names leading nowhere, so that a client that
 * cannot be rerouted fails instead of reaching the provider. Linux alone can do so without privileges:
 * in a mount namespace (mount_namespaces(7)), where `/etc/hosts` is another file.
 *
 * @param folder where that file is written.
 * @returns the words to put before the command; `undefined` where the system does not permit it.
 */
export async function sealHosts(folder: string): Promise<readonly string[] | undefined> {
  if (process.platform !== "linux") return undefined;
  const hosts = join(folder, "hosts");
  await writeFile(hosts, hostsFile(await readFile("/etc/hosts", "utf8").catch(() => "")));
  for (const seal of candidates(hosts)) if (await isSealed(seal)) return seal;
  return undefined;
}

/** Can a program of this name be started? */
export async function hasProgram(name: string, path = ""): Promise<boolean> {
  const files = name.includes("/") ? [name] : path.split(delimiter).map((dir) => join(dir, name));
  const found = await Promise.allSettled(files.map((file) => access(file, constants.X_OK)));
  return found.some(({ status }) => status === "fulfilled");
}

function candidates(hosts: string): readonly (readonly string[])[] {
  const bind = 'mount --bind "$0" /etc/hosts && exec "$@"';
  // What the user mounts later is there for the app too.
  const follow = ["--propagation", "slave"];
  const [uid, gid] = [process.getuid?.(), process.getgid?.()];
  return [
    // Root may do so as it is.
    ...(uid === 0 ? [["unshare", "-m", ...follow, "sh", "-c", bind, hosts]] : []),
    // Anyone else is root in a namespace, and themselves again in one within it.
    [
      ...["unshare", "-U", "-r", "-m", ...follow, "sh", "-c", bind, hosts],
      ...["unshare", "-U", `--map-user=${uid}`, `--map-group=${gid}`],
    ],
  ];
}

/** Whether names are looked up in that file first depends on the system too: it is tried. */
async function isSealed([program = "", ...args]: readonly string[]): Promise<boolean> {
  try {
    const { stdout } = await run(program, [...args, "getent", "ahostsv4", "api.twilio.com"], {
      timeout: 2_000,
    });
    const addresses = stdout.trim().split("\n");
    return addresses.every((line) => line.startsWith(`${nowhere[0]} `));
  } catch {
    return false;
  }
}

function hostsFile(own: string): string {
  const kept = own.split("\n").filter((line) => !line.split(/\s/).some(isPlatformHost));
  const sealed = hostNames().flatMap((name) => nowhere.map((address) => `${address} ${name}`));
  return `${[...kept, ...sealed].join("\n")}\n`;
}
