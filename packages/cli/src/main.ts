import { Command, CommanderError } from "commander";
import { CannotStart } from "./cannot-start.ts";

/** What the command reads and writes beside its arguments; tests pass their own. */
export interface Surroundings {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly stdin: AsyncIterable<Uint8Array>;
  readonly stdout: NodeJS.WritableStream;
  readonly stderr: NodeJS.WritableStream;
  /** Resolves when the user wants the command to end (Ctrl-C). */
  readonly interrupted: Promise<void>;
}

/**
 * Runs the `repartee` command.
 *
 * @param args without the path of Node and of the script.
 * @returns the exit code: 0 after a clean end, 1 when a check or a replay finds something, 2 when it cannot start.
 */
export async function main(
  args: readonly string[],
  surroundings: Surroundings = theProcess(),
): Promise<number> {
  const { stdout, stderr } = surroundings;
  const program = new Command("repartee")
    .description("Plays the messaging platform on this machine.")
    .exitOverride()
    .configureOutput({
      writeOut: (text) => void stdout.write(text),
      writeErr: (text) => void stderr.write(text),
    });

  program
    .command("dev")
    .description("Start the platform, the phone page and, after --, your app.")
    .option("--port <port>", "where to listen; 0 takes a free one (default: $PORT, else 8025)")
    .option("--number <number>", "a number of yours in E.164 form; may be repeated", collect)
    .option("--webhook <url>", "where messages go: a URL, or a path of COMMAND (default: /sms)")
    .option("--data <dir>", "where everything is kept (default: the user's state directory)")
    .option("--record <file>", "write all exchanges into this file, to be played by replay")
    .option("--offline", "let clients inside COMMAND reach this machine alone")
    .option("--no-reroute", "leave the platform's clients inside COMMAND alone")
    .option("--platform-urls", "name media by the platform's own host, as it does")
    .option("--no-adopt", "ignore the app's own credentials and numbers")
    .argument("[command...]", "your app; its clients of the platform talk to this machine")
    .action(async (command: string[], flags: Record<string, unknown>) => {
      // Loaded when they are used: a check need not wait for the platform.
      const { readDevOptions } = await import("./dev-options.ts");
      const { readAppSettings } = await import("./app-settings.ts");
      const { dev } = await import("./dev.ts");
      const { env } = surroundings;
      const settings =
        flags.adopt === false ? undefined : await readAppSettings(env, process.cwd());
      await dev(readDevOptions(command, flags, env, settings), surroundings);
    });

  let exitCode = 0;
  program
    .command("check")
    .description("Judge reply documents: file:line:col code sentence; exit code 1 on errors.")
    .argument("<file...>", "XML files; - reads standard input")
    .action(async (files: string[]) => {
      const { check } = await import("./check.ts");
      exitCode = await check(files, surroundings);
    });

  program
    .command("replay")
    .description(
      "Play a recording against an app: exit code 1 when it does something else than then.",
    )
    .option("--webhook <url>", "where messages go: a URL, or a path of COMMAND (default: /sms)")
    .option("--port <port>", "where the platform listens (default: a free one)")
    .option("--offline", "let clients inside COMMAND reach this machine alone")
    .option("--no-reroute", "leave the platform's clients inside COMMAND alone")
    .argument("<file>", "what dev --record has written")
    .argument("[command...]", "your app; it is told its PORT and the credentials")
    .action(async (file: string, command: string[], flags: Record<string, unknown>) => {
      const { replay } = await import("./replay.ts");
      exitCode = await replay(file, command, flags, surroundings);
    });

  program
    .command("explain")
    .description("Tell everything that happened to a message: exit code 1 when there is none.")
    .option("--data <dir>", "where everything is kept (default: the user's state directory)")
    .option("--port <port>", "where the platform listens if one runs (default: $PORT, else 8025)")
    .argument("<sid>", "the SID of a message, SM… or MM…")
    .action(async (sid: string, flags: Record<string, unknown>) => {
      const { explain } = await import("./data-commands.ts");
      const { readDataDir, readPort } = await import("./dev-options.ts");
      const { env } = surroundings;
      const where = { dataDir: readDataDir(flags, env), port: readPort(flags, env) };
      exitCode = await explain(sid, where, surroundings);
    });

  program
    .command("doctor")
    .description("Examine the data folder: exit code 1 when something is wrong with it.")
    .option("--data <dir>", "where everything is kept (default: the user's state directory)")
    .option("--recover <dir>", "copy what is readable into this new folder")
    .action(async (flags: Record<string, unknown>) => {
      const { doctor } = await import("./data-commands.ts");
      const { readDataDir } = await import("./dev-options.ts");
      const target = typeof flags.recover === "string" ? flags.recover : undefined;
      exitCode = await doctor(readDataDir(flags, surroundings.env), target, surroundings);
    });

  const optOuts = program.command("opt-outs").description("Who does not want messages, as CSV.");
  for (const name of ["export", "import"] as const) {
    optOuts
      .command(name)
      .description(name === "export" ? "Write the list." : "Add to the list, all or nothing.")
      .option("--data <dir>", "where everything is kept (default: the user's state directory)")
      .argument("<file>", "scope,recipient,since in each line; - is the standard stream")
      .action(async (file: string, flags: Record<string, unknown>) => {
        const commands = await import("./data-commands.ts");
        const { readDataDir } = await import("./dev-options.ts");
        const { readAppSettings } = await import("./app-settings.ts");
        const { env } = surroundings;
        const { account } = await readAppSettings(env, process.cwd());
        const run = name === "export" ? commands.exportOptOuts : commands.importOptOuts;
        await run(file, { dataDir: readDataDir(flags, env), account }, surroundings);
      });
  }

  try {
    await program.parseAsync([...args], { from: "user" });
    return exitCode;
  } catch (error) {
    // Commander has written its own line already.
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    if (error instanceof CannotStart) {
      stderr.write(`repartee: ${error.message}\n`);
      return 2;
    }
    throw error;
  }
}

function collect(value: string, before: readonly string[] = []): readonly string[] {
  return [...before, value];
}

function theProcess(): Surroundings {
  const interrupted = new Promise<void>((resolve) => {
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const)
      process.once(signal, () => resolve());
  });
  const { env, stdin, stdout, stderr } = process;
  return { env, stdin, stdout, stderr, interrupted };
}
