import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";

// Inside a package, files and folders are floors too: value imports form no cycle.

const root = fileURLToPath(new URL("../packages/", import.meta.url));

const isProduct = (path: string) =>
  /\.tsx?$/.test(path) &&
  !/\.(test|bench|fixture|contract|d)\.tsx?$/.test(path) &&
  !/\/(test|dist|node_modules)\//.test(path);

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory())
      return ["dist", "node_modules"].includes(entry.name) ? [] : filesBelow(path);
    return isProduct(path) ? [path] : [];
  });
}

const statement = /(?:^|\n)(?:import|export)\s+(type\s+)?(?:([^"';]*?)\s+from\s+)?"(\.[^"]+)"/g;

/** Does a clause such as `{ type A, type B }` name types only? */
function namesTypesOnly(clause: string): boolean {
  const names = /^\{([^}]*)\}$/.exec(clause.trim())?.[1]?.split(",") ?? [];
  return names.length > 0 && names.every((name) => /^\s*(type\s|$)/.test(name));
}

type Arrows = Map<string, Set<string>>;

function add(arrows: Arrows, from: string, to: string): void {
  arrows.set(from, (arrows.get(from) ?? new Set()).add(to));
}

const files: Arrows = new Map();
const folders: Arrows = new Map();
for (const path of filesBelow(root)) {
  const file = relative(root, path);
  for (const [, type, clause = "", target = ""] of readFileSync(path, "utf8").matchAll(statement)) {
    if (type !== undefined || namesTypesOnly(clause)) continue;
    const to = relative(root, join(path, "..", target));
    add(files, file, to);
    const [from, into] = [dirname(file), dirname(to)];
    // The root of a package has its entry and what puts the folders together.
    const isRoot = [from, into].some((folder) => /\/(src|page)$/.test(folder));
    if (from !== into && !isRoot) add(folders, from, into);
  }
}

/** The first cycle that is found; empty when there is none. */
function cycle(arrows: Arrows): readonly string[] {
  const done = new Set<string>();
  const walk = (at: string, path: readonly string[]): readonly string[] => {
    if (path.includes(at)) return [...path.slice(path.indexOf(at)), at];
    if (done.has(at)) return [];
    for (const to of arrows.get(at) ?? []) {
      const found = walk(to, [...path, at]);
      if (found.length > 0) return found;
    }
    done.add(at);
    return [];
  };
  for (const start of arrows.keys()) {
    const found = walk(start, []);
    if (found.length > 0) return found;
  }
  return [];
}

describe("inside a package", () => {
  test("imports are found, and a cycle would be", () => {
    expect(files.size).toBeGreaterThan(350);
    expect(folders.get("media/src/picture")).toContain("media/src/opening");
    expect(
      cycle(
        new Map([
          ...["ab", "bc", "ca"].map(
            (arrow) => [arrow.slice(0, 1), new Set(arrow.slice(1))] as const,
          ),
        ]),
      ),
    ).toEqual(["a", "b", "c", "a"]);
  });

  test("files have no cycle", () => expect(cycle(files)).toEqual([]));

  test("folders have no cycle", () => expect(cycle(folders)).toEqual([]));
});
