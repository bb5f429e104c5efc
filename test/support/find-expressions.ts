import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { parseSync } from "vite";

/** One regular expression of the product. */
export interface Expression {
  /** From the root of the repository, with the line. */
  readonly where: string;
  /** `undefined` when it is put together from values that the text of the program does not hold. */
  readonly pattern: string | undefined;
  readonly flags: string;
  /** As the program has it. */
  readonly text: string;
}

/** What runs in an app, in the command or on the page; neither tests nor scripts of the build. */
const productFolders = ["src", "page", "preload", "bin", "runners"];
const notProduct = /\.(test|fixture|contract)\.tsx?$|\/(test|dist|node_modules)\//;

/** Every regular expression literal and every `RegExp(…)` of product code. */
export function findExpressions(root: string): readonly Expression[] {
  return readdirSync(join(root, "packages"))
    .flatMap((name) => productFolders.map((folder) => join(root, "packages", name, folder)))
    .filter((folder) => existsSync(folder))
    .flatMap((folder) =>
      readdirSync(folder, { recursive: true, encoding: "utf8" }).map((file) => join(folder, file)),
    )
    .filter((file) => /\.(ts|tsx|js|mjs|cjs)$/.test(file) && !notProduct.test(file))
    .flatMap((file) => expressionsIn(file, root));
}

/** The expressions of one file; constants are followed into the files that it imports. */
export function expressionsIn(file: string, root: string): readonly Expression[] {
  const { source, nodes } = parsed(file);
  const where = ({ start }: Node) =>
    `${relative(root, file)}:${source.slice(0, start).split("\n").length}`;
  return nodes.flatMap((node): readonly Expression[] => {
    const text = source.slice(node.start, node.end);
    if (node.type === "Literal" && isNode(node.regex)) {
      const { pattern, flags } = node.regex;
      return [{ where: where(node), pattern: textOf(pattern), flags: textOf(flags) ?? "", text }];
    }
    const isMade = node.type === "NewExpression" || node.type === "CallExpression";
    if (!isMade || !isNode(node.callee) || node.callee.name !== "RegExp") return [];
    const [first, second] = listOf(node.arguments);
    const pattern = constantText(first, file);
    return [{ where: where(node), pattern, flags: constantText(second, file) ?? "", text }];
  });
}

type Node = Readonly<Record<string, unknown>> & { readonly start: number; readonly end: number };

function isNode(value: unknown): value is Node {
  return typeof value === "object" && value !== null;
}

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
const textOf = (value: unknown) => (typeof value === "string" ? value : undefined);

const files = new Map<string, { readonly source: string; readonly nodes: readonly Node[] }>();

function parsed(file: string): { readonly source: string; readonly nodes: readonly Node[] } {
  const known = files.get(file);
  if (known) return known;
  const source = readFileSync(file, "utf8");
  const { program, errors } = parseSync(file, source);
  if (errors.length > 0) throw new Error(`${file} cannot be parsed: ${errors[0]?.message}`);
  const entry = { source, nodes: nodesIn(program) };
  files.set(file, entry);
  return entry;
}

function nodesIn(program: unknown): readonly Node[] {
  const nodes: Node[] = [];
  const left: unknown[] = [program];
  while (left.length > 0) {
    const value = left.pop();
    if (!isNode(value)) continue;
    if (relevant.has(String(value.type))) nodes.push(value);
    left.push(...Object.values(value));
  }
  return nodes;
}

const relevant: ReadonlySet<string> = new Set([
  "Literal",
  "NewExpression",
  "CallExpression",
  "VariableDeclarator",
  "ImportDeclaration",
]);

/** The text that a constant expression makes: literals, templates, sums, `.source`, constants. */
function constantText(value: unknown, file: string): string | undefined {
  if (!isNode(value)) return undefined;
  const node = value;
  switch (node.type) {
    case "Literal":
      return isNode(node.regex) ? textOf(node.regex.pattern) : textOf(node.value);
    case "Identifier":
      return textOf(node.name) === undefined ? undefined : constant(String(node.name), file);
    case "MemberExpression":
      return isNode(node.property) && node.property.name === "source"
        ? constantText(node.object, file)
        : undefined;
    case "TaggedTemplateExpression":
      return templateOf(node.quasi, file, "raw");
    case "TemplateLiteral":
      return templateOf(node, file, "cooked");
    case "BinaryExpression": {
      const [left, right] = [constantText(node.left, file), constantText(node.right, file)];
      return left === undefined || right === undefined ? undefined : left + right;
    }
    default:
      return undefined;
  }
}

function templateOf(node: unknown, file: string, form: "raw" | "cooked"): string | undefined {
  if (!isNode(node) || !Array.isArray(node.quasis) || !Array.isArray(node.expressions)) return;
  const values = node.expressions.map((expression) => constantText(expression, file));
  if (values.includes(undefined)) return undefined;
  const parts = node.quasis.map((part: unknown) =>
    isNode(part) && isNode(part.value) ? textOf(part.value[form]) : undefined,
  );
  return parts.map((part, index) => `${part ?? ""}${values[index] ?? ""}`).join("");
}

function constant(name: string, file: string): string | undefined {
  const { nodes } = parsed(file);
  for (const node of nodes) {
    if (node.type === "VariableDeclarator" && isNode(node.id) && node.id.name === name)
      return constantText(node.init, file);
    if (node.type !== "ImportDeclaration" || !isNode(node.source)) continue;
    const from = textOf(node.source.value);
    const names = listOf(node.specifiers).map((one) =>
      isNode(one) && isNode(one.local) ? one.local.name : undefined,
    );
    if (from?.startsWith(".") && names.includes(name))
      return constant(name, join(dirname(file), from));
  }
  return undefined;
}
