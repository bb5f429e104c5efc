import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";

const root = fileURLToPath(new URL("..", import.meta.url));

interface Room {
  /** Packages of the workspace that it may import. */
  readonly may: readonly string[];
  /** Packages of which it may import types alone: edges fill the ports of the floor below them. */
  readonly types?: readonly string[];
}

// The floors of the house, lowest first. An arrow that is not in this table is a mistake.
const house: Readonly<Record<string, Room>> = {
  protocol: { may: [] },
  markup: { may: ["protocol"] },
  media: { may: ["protocol"] },
  places: { may: ["protocol"] },
  "send-core": { may: ["protocol"] },
  webhook: { may: ["protocol", "markup"] },
  repartee: { may: ["webhook", "markup", "media", "protocol"] },
  runtime: { may: ["send-core", "markup", "protocol"] },
  express: { may: ["webhook", "repartee"] },
  fastify: { may: ["webhook", "repartee"] },
  fetch: { may: ["webhook", "repartee"] },
  sqlite: { may: ["send-core", "protocol"], types: ["runtime", "webhook"] },
  postgres: { may: ["send-core", "protocol"], types: ["runtime", "webhook"] },
  carriers: { may: ["send-core", "protocol"] },
  server: { may: ["runtime", "send-core", "media", "markup", "places", "protocol"] },
  emulator: { may: ["runtime", "send-core", "media", "markup", "protocol"] },
  platform: {
    may: [
      "protocol",
      "markup",
      "media",
      "places",
      "send-core",
      "runtime",
      "sqlite",
      "postgres",
      "carriers",
      "server",
      "emulator",
    ],
  },
  cli: { may: ["platform", "markup", "protocol"] },
  testkit: {
    may: [
      "protocol",
      "markup",
      "media",
      "places",
      "send-core",
      "runtime",
      "webhook",
      "repartee",
      "express",
      "fastify",
      "fetch",
      "sqlite",
      "postgres",
      "carriers",
      "server",
      "emulator",
      "platform",
      "cli",
    ],
  },
};

interface Import {
  readonly file: string;
  readonly room: string;
  readonly target: string;
  readonly typeOnly: boolean;
}

const statement =
  /(?:^|\n)\s*(import|export)\s+(type\s+)?(?:[^"';]*?\sfrom\s+)?["']([^"']+)["']|import\(\s*["']([^"']+)["']\s*\)/g;

function sourceFiles(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory())
      return ["dist", "node_modules"].includes(entry.name) ? [] : sourceFiles(path);
    return /\.[cm]?[jt]sx?$/.test(entry.name) && !/\.d\.ts$/.test(entry.name) ? [path] : [];
  });
}

const rooms = readdirSync(join(root, "packages"), { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map((entry) => entry.name);

const imports: Import[] = rooms.flatMap((room) =>
  sourceFiles(join(root, "packages", room)).flatMap((path) =>
    [...readFileSync(path, "utf8").matchAll(statement)].map((match) => ({
      file: relative(root, path),
      room,
      target: match[3] ?? match[4] ?? "",
      typeOnly: match[2] !== undefined,
    })),
  ),
);

const isProduct = (file: string) =>
  !/\.(test|bench|fixture|contract)\.[jt]sx?$|\/(test|bench|fuzz)\//.test(file);
const workspaceTarget = (target: string) => /^@repartee\/([^/]+)/.exec(target)?.[1];

describe("the house", () => {
  test("knows every package, and every package is more than a shell", () => {
    expect(rooms.filter((room) => !(room in house))).toEqual([]);
    for (const room of rooms) {
      const lines = sourceFiles(join(root, "packages", room, "src")).map((path) =>
        readFileSync(path, "utf8"),
      );
      expect(lines.join("").length, room).toBeGreaterThan(500);
    }
  });

  test("has only arrows of the table", () => {
    const wrong = imports.filter(({ file, room, target, typeOnly }) => {
      const to = workspaceTarget(target);
      if (to === undefined || to === room || !isProduct(file)) return false;
      const { may, types = [] } = house[room] ?? { may: [] };
      return !may.includes(to) && !(typeOnly && types.includes(to));
    });
    expect(wrong).toEqual([]);
  });

  test("does not reach into another package past its entry points", () => {
    const wrong = imports.filter(({ file, room, target }) => {
      if (!isProduct(file) || !target.startsWith(".")) return false;
      return !join(root, file, "..", target).startsWith(join(root, "packages", room));
    });
    expect(wrong).toEqual([]);
  });

  test("has no cycle", () => {
    const arrows = new Map<string, Set<string>>();
    for (const { file, room, target, typeOnly } of imports) {
      const to = workspaceTarget(target);
      if (to && to !== room && !typeOnly && isProduct(file))
        arrows.set(room, (arrows.get(room) ?? new Set()).add(to));
    }
    const walk = (room: string, path: readonly string[]): string[][] =>
      path.includes(room)
        ? [[...path, room]]
        : [...(arrows.get(room) ?? [])].flatMap((to) => walk(to, [...path, room]));
    expect(rooms.flatMap((room) => walk(room, []))).toEqual([]);
  });

  test("keeps the container in the platform", () => {
    const users = new Set(
      imports
        .filter(({ target }) => /^(tsyringe|reflect-metadata)/.test(target))
        .map(({ room }) => room),
    );
    expect([...users].filter((room) => room !== "platform")).toEqual([]);
  });

  test("declares what it imports", () => {
    const undeclared = rooms.flatMap((room) => {
      const manifest: Record<string, Record<string, string> | undefined> = JSON.parse(
        readFileSync(join(root, "packages", room, "package.json"), "utf8"),
      );
      const declared = new Set(
        ["dependencies", "peerDependencies", "optionalDependencies"].flatMap((field) =>
          Object.keys(manifest[field] ?? {}),
        ),
      );
      const typesFrom = (house[room]?.types ?? []).map((name) => `@repartee/${name}`);
      return imports
        .filter(
          ({ file, room: from, target }) =>
            from === room && isProduct(file) && /\/src\//.test(file) && !/^(\.|node:)/.test(target),
        )
        .map(({ target }) => /^(@[^/]+\/)?[^/]+/.exec(target)?.[0] ?? target)
        .filter(
          (name) =>
            !declared.has(name) && name !== `@repartee/${room}` && !typesFrom.includes(name),
        )
        .map((name) => `${room} imports ${name}`);
    });
    expect([...new Set(undeclared)]).toEqual([]);
  });

  test("has an index that only exports", () => {
    for (const room of rooms) {
      const text = readFileSync(join(root, "packages", room, "src", "index.ts"), "utf8");
      const rest = text
        .replace(/\/\*[\s\S]*?\*\//g, "")
        .replace(/^\s*\/\/.*$/gm, "")
        .replace(/export\s+(type\s+)?(\*|\{[\s\S]*?\})(\s+as\s+\w+)?\s+from\s+"[^"]+";/g, "");
      expect(rest.trim(), room).toBe("");
    }
  });
});
