import { platformFileSchema } from "@repartee/platform";
import { readConfigFile } from "../options/configure.ts";
import { findConfigFile } from "../options/find-config-file.ts";
import { CannotStart } from "../process/cannot-start.ts";

// Paths are of the app that dev starts, wherever that will listen.
const someApp = "http://localhost";

/**
 * Checks a configuration file, and says that nothing is wrong with it.
 *
 * @throws ReparteeError `config_invalid` with a line for each problem.
 */
export async function checkConfig(
  named: string | undefined,
  folder: string,
  stdout: NodeJS.WritableStream,
): Promise<void> {
  const file = findConfigFile({ config: named }, folder);
  if (file === undefined) {
    throw new CannotStart(
      "no repartee.config.yaml or .json was found in this folder; name a file.",
    );
  }
  const { numbers = [], services = [] } = await readConfigFile(file, someApp);
  const what = [counted(numbers.length, "number"), counted(services.length, "service")];
  stdout.write(`${file}: ${what.join(", ")}, nothing wrong.\n`);
}

/** Prints the JSON Schema of configuration files. */
export function printSchema(stdout: NodeJS.WritableStream): void {
  stdout.write(`${JSON.stringify(platformFileSchema(), null, 2)}\n`);
}

function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? "" : "s"}`;
}
