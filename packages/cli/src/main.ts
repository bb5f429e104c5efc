import { isReparteeError, redactUrls } from "@repartee/protocol";
import { Command, CommanderError } from "commander";
import { CannotStart } from "./process/cannot-start.ts";
import { type ProcessIo, processIo } from "./process/process-io.ts";

type Flags = Record<string, unknown>;

/** What a command ends with unless it says otherwise is 0. */
type End = (exitCode: number) => void;

const dataOption = [
  "--data <dir>",
  "where data is stored (default: the user's state directory)",
] as const;
const configOption = [
  "--config <file>",
  "numbers, services, rates and more (default: repartee.config.yaml or .json, if there is one)",
] as const;

/**
 * Runs the `repartee` command.
 *
 * @param args without the path of Node and of the script.
 * @returns the exit code: 0 after a clean end, 1 when a check or a replay finds something, 2 when it
 * cannot start.
 */
export async function main(
  args: readonly string[],
  surroundings: ProcessIo = processIo(),
): Promise<number> {
  const { stdout, stderr } = surroundings;
  const program = new Command("repartee")
    .description("Runs Twilio-compatible messaging on this machine.")
    .exitOverride()
    .configureOutput({
      writeOut: (text) => void stdout.write(text),
      writeErr: (text) => void stderr.write(text),
    });
  let exitCode = 0;
  const end: End = (code) => {
    exitCode = code;
  };
  for (const add of [
    addDev,
    addCheck,
    addConfig,
    addReplay,
    addExplain,
    addDoctor,
    addPrune,
    addOptOuts,
  ]) {
    add(program, surroundings, end);
  }

  try {
    await program.parseAsync([...args], { from: "user" });
    return exitCode;
  } catch (error) {
    // Commander has written its own line already.
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    if (error instanceof CannotStart) {
      stderr.write(`repartee: ${redactUrls(error.message)}\n`);
      return 2;
    }
    // A line for each problem, which begins with its place in the file.
    if (isReparteeError(error, "config_invalid")) {
      stderr.write(`${redactUrls(error.message)}\n`);
      return 2;
    }
    throw error;
  }
}

// What a command does is loaded when it is used: a check need not wait for the platform.

function addDev(program: Command, surroundings: ProcessIo): void {
  program
    .command("dev")
    .description("Start the platform, the phone page and, after --, your app.")
    .option("--port <port>", "where to listen; 0 takes a free one (default: $PORT, else 8025)")
    .option(...configOption)
    .option(
      "--number <number>",
      "a phone number of the account in E.164 form; may be repeated",
      collect,
    )
    .option(
      "--webhook <url>",
      "where to send messages: a URL, or a path of the app (default: /sms)",
    )
    .option(
      "--public-url <url>",
      "the app's public URL: sign requests for it, but send them to this machine",
    )
    .option(...dataOption)
    .option("--record <file>", "write all exchanges into this file, to be played by replay")
    .option("--offline", "let clients inside COMMAND reach this machine alone")
    .option("--no-reroute", "leave the platform's clients inside COMMAND alone")
    .option("--no-seal", "do not refuse clients inside COMMAND that cannot be rerouted")
    .option("--platform-urls", "name media by the platform's own host, as it does")
    .option("--no-adopt", "ignore the app's own credentials and numbers")
    .argument("[command...]", "your app; its clients of the platform talk to this machine")
    .action(async (command: string[], flags: Flags) => {
      const { readDevOptions } = await import("./options/dev-options.ts");
      const { readAppSettings } = await import("./app/app-settings.ts");
      const { env } = surroundings;
      const folder = process.cwd();
      const settings = flags.adopt === false ? undefined : await readAppSettings(env, folder);
      const options = readDevOptions(command, flags, env, folder, settings);
      // The platform takes a second or two to load: a wrong flag need not wait for it.
      const { dev } = await import("./commands/dev.ts");
      await dev(options, surroundings);
    });
}

function addCheck(program: Command, surroundings: ProcessIo, end: End): void {
  program
    .command("check")
    .description("Validate reply documents: file:line:col code sentence; exit code 1 on errors.")
    .argument("<file...>", "XML files; - reads standard input")
    .action(async (files: string[]) => {
      const { check } = await import("./commands/check.ts");
      end(await check(files, surroundings));
    });
}

function addConfig(program: Command, { stdout }: ProcessIo): void {
  program
    .command("config")
    .description("Check a configuration file: file:line:col key: expected …, got …")
    .option("--schema", "print its JSON Schema, for editors")
    .argument("[file]", "default: repartee.config.yaml or .json")
    .action(async (file: string | undefined, flags: Flags) => {
      const { checkConfig, printSchema } = await import("./commands/check-config.ts");
      if (flags.schema === true) printSchema(stdout);
      else await checkConfig(file, process.cwd(), stdout);
    });
}

function addReplay(program: Command, surroundings: ProcessIo, end: End): void {
  program
    .command("replay")
    .description("Play a recording against an app: exit code 1 when the app behaves differently.")
    .option(
      "--webhook <url>",
      "where to send messages: a URL, or a path of the app (default: /sms)",
    )
    .option(...configOption)
    .option("--port <port>", "where the platform listens (default: a free one)")
    .option("--offline", "let clients inside COMMAND reach this machine alone")
    .option("--no-reroute", "leave the platform's clients inside COMMAND alone")
    .option("--no-seal", "do not refuse clients inside COMMAND that cannot be rerouted")
    .option("--no-adopt", "ignore the app's own credentials")
    .argument("<file>", "what dev --record has written")
    .argument("[command...]", "your app; it is told its PORT and the credentials")
    .action(async (file: string, command: string[], flags: Flags) => {
      const { replay } = await import("./commands/replay.ts");
      end(await replay(file, command, flags, surroundings));
    });
}

function addExplain(program: Command, surroundings: ProcessIo, end: End): void {
  program
    .command("explain")
    .description("Explain what happened to a message: exit code 1 when it does not exist.")
    .option(...dataOption)
    .option("--port <port>", "where the platform listens if one runs (default: $PORT, else 8025)")
    .argument("<sid>", "the SID of a message, SM… or MM…")
    .action(async (sid: string, flags: Flags) => {
      const { readDataDir, readPort } = await import("./options/dev-options.ts");
      const { env } = surroundings;
      const where = { dataDir: readDataDir(flags, env), port: readPort(flags, env) };
      const { explain } = await import("./commands/explain.ts");
      end(await explain(sid, where, surroundings));
    });
}

function addDoctor(program: Command, surroundings: ProcessIo, end: End): void {
  program
    .command("doctor")
    .description("Check the data folder: exit code 1 when it is damaged.")
    .option(...dataOption)
    .option("--recover <dir>", "copy all readable data to this new folder")
    .action(async (flags: Flags) => {
      const { doctor } = await import("./commands/doctor.ts");
      const { readDataDir } = await import("./options/dev-options.ts");
      const target = typeof flags.recover === "string" ? flags.recover : undefined;
      end(await doctor(readDataDir(flags, surroundings.env), target, surroundings));
    });
}

function addPrune(program: Command, surroundings: ProcessIo): void {
  program
    .command("prune")
    .description("Remove old data from the data folder and free its disk space.")
    .option(...dataOption)
    .option("--older-than <age>", "remove messages older than this: 12h, 7d, 4w (default: 30d)")
    .option("--max-size <size>", "then remove the oldest until the data fits: 500MB, 2GB")
    .action(async (flags: Flags) => {
      const { prune } = await import("./commands/prune.ts");
      const { readDataDir } = await import("./options/dev-options.ts");
      await prune(readDataDir(flags, surroundings.env), flags, surroundings);
    });
}

function addOptOuts(program: Command, surroundings: ProcessIo): void {
  const optOuts = program
    .command("opt-outs")
    .description("Export or import the opt-out list as CSV.");
  for (const name of ["export", "import"] as const) {
    optOuts
      .command(name)
      .description(name === "export" ? "Write the list." : "Add to the list, all or nothing.")
      .option(...dataOption)
      .argument("<file>", "scope,recipient,since in each line; - is the standard stream")
      .action(async (file: string, flags: Flags) => {
        const commands = await import("./commands/opt-outs.ts");
        const { readDataDir } = await import("./options/dev-options.ts");
        const { readAppSettings } = await import("./app/app-settings.ts");
        const { env } = surroundings;
        const { account } = await readAppSettings(env, process.cwd());
        const run = name === "export" ? commands.exportOptOuts : commands.importOptOuts;
        await run(file, { dataDir: readDataDir(flags, env), account }, surroundings);
      });
  }
}

function collect(value: string, before: readonly string[] = []): readonly string[] {
  return [...before, value];
}
