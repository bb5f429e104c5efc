import { existsSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import { CannotStart } from "../process/cannot-start.ts";

const names = ["repartee.config.yaml", "repartee.config.json"];

/**
 * The configuration file, as it is named in messages: the one that `--config` names, else the one in
 * the folder, if there is one.
 */
export function findConfigFile(
  { config }: Readonly<Record<string, unknown>>,
  folder: string,
): string | undefined {
  if (typeof config === "string") return relative(folder, resolve(folder, config)) || config;
  const [found, another] = names.filter((name) => existsSync(join(folder, name)));
  if (another === undefined) return found;
  throw new CannotStart(`${found} and ${another} are both here: name one with --config.`);
}
