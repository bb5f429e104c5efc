import type { Operation } from "./operation.ts";
import { RestError } from "./rest-error.ts";

/** Where a request goes. */
export interface Found {
  readonly operation: Operation;
  readonly path: Readonly<Record<string, string>>;
  readonly format: "json" | "xml" | "none";
}

/** The methods that a path has, when the one that was asked for is not one of them. */
export interface WrongMethod {
  readonly allowed: readonly string[];
}

const platformHost = /^([a-z0-9-]+)(?:\.[a-z0-9-]+){0,2}\.twilio\.com$/i;

/** Is the request for the API, by its host or else by its path? All others are somebody else's. */
export function isForApi(hostname: string, pathname: string): boolean {
  return platformHost.test(hostname) || /^\/(2010-04-01|v\d+)(\/|$)/.test(pathname);
}

/**
 * Finds operations by method and path, and by the product that a host of the platform names: v1 paths
 * of different products may be the same.
 */
export function createFinder(
  operations: readonly Operation[],
): (method: string, hostname: string, pathname: string) => Found | WrongMethod {
  // A fixed word goes before a name: `/v1/Services/Usecases` is not the service `Usecases`.
  const routes = operations
    .map((operation) => ({ operation, pattern: toPattern(operation) }))
    .toSorted((one, other) => namesIn(one.operation) - namesIn(other.operation));

  return function find(method, hostname, pathname) {
    const product = platformHost.exec(hostname)?.[1]?.toLowerCase();
    const here = routes.filter(
      ({ operation }) => product === undefined || operation.product === product,
    );
    const matching = here.flatMap(({ operation, pattern }) => {
      const match = pattern.exec(pathname);
      return match ? [{ operation, path: match.groups ?? {} }] : [];
    });
    const match = matching.find(({ operation }) => operation.method === method);
    if (match) {
      const { extension, ...path } = match.path;
      const format = extension === ".xml" ? "xml" : extension === ".json" ? "json" : "none";
      return { operation: match.operation, path: decoded(path), format };
    }
    if (matching.length === 0) throw unknownPath(hostname, pathname, here);
    return { allowed: matching.map(({ operation }) => operation.method) };
  };
}

function namesIn({ path }: Operation): number {
  return path.split("{").length;
}

/** Only the 2010 API has extensions. */
function toPattern({ product, path }: Operation): RegExp {
  const pattern = path
    .replaceAll(".", "\\.")
    .replace(/\{(\w+)\}/g, product === "api" ? "(?<$1>[^/.]+)" : "(?<$1>[^/]+)");
  return new RegExp(`^${pattern}${product === "api" ? "(?<extension>\\.json|\\.xml)?" : ""}$`);
}

function decoded(path: Readonly<Record<string, string>>): Record<string, string> {
  try {
    return Object.fromEntries(
      Object.entries(path).map(([name, value]) => [name, decodeURIComponent(value)]),
    );
  } catch {
    throw new RestError(20001, "The path cannot be decoded: write a % as %25.");
  }
}

function unknownPath(
  hostname: string,
  pathname: string,
  routes: readonly { readonly operation: Operation }[],
): RestError {
  // The README lists the operations; Twilio's clients show this sentence to people.
  const where = routes.length === 0 ? ` on ${hostname}, which Repartee does not play` : "";
  return new RestError(20404, `The requested resource ${pathname} was not found${where}.`);
}
