/** When a request to the app is repeated: by what came back, or did not. */
export type RetryCause =
  /** An answer with 400 to 499. */
  | "4xx"
  /** An answer with 500 to 599. */
  | "5xx"
  /** No connection: the TCP or TLS handshake failed. */
  | "ct"
  /** No answer in time. */
  | "rt";

/** How the platform connects to the app for one URL. */
export interface ConnectionOverrides {
  /** Milliseconds for one attempt to connect, 100 to 10000. Default: 5000. */
  readonly connectMs: number;
  /** Milliseconds until the first part of the answer, and between parts, 100 to 15000. Default: 15000. */
  readonly readMs: number;
  /** Milliseconds for everything, repeats included, 100 to 15000. Default: 15000. */
  readonly totalMs: number;
  /** Repeats after the first attempt, 0 to 5. Default: 1. */
  readonly retries: number;
  /** Default: `ct` alone. */
  readonly retryOn: ReadonlySet<RetryCause>;
}

const causes: readonly RetryCause[] = ["4xx", "5xx", "ct", "rt"];

/**
 * Reads the connection overrides in a URL's fragment, `#rc=2&rp=5xx,ct&ct=2000`. What is missing,
 * malformed or out of its range has its default; the documentation does not say what becomes of it.
 */
export function parseConnectionOverrides(url: string): ConnectionOverrides {
  const start = url.indexOf("#");
  const given = new URLSearchParams(start < 0 ? "" : url.slice(start + 1));
  const whole = (key: string, min: number, max: number, usual: number): number => {
    const value = given.get(key);
    if (value === null || !/^\d+$/.test(value)) return usual;
    const number = Number(value);
    return number >= min && number <= max ? number : usual;
  };
  return {
    connectMs: whole("ct", 100, 10_000, 5_000),
    readMs: whole("rt", 100, 15_000, 15_000),
    totalMs: whole("tt", 100, 15_000, 15_000),
    retries: whole("rc", 0, 5, 1),
    retryOn: parsePolicy(given.get("rp")),
  };
}

function parsePolicy(value: string | null): ReadonlySet<RetryCause> {
  const names = (value ?? "").split(",");
  if (names.includes("all")) return new Set(causes);
  const known = causes.filter((cause) => names.includes(cause));
  return new Set(known.length > 0 ? known : ["ct"]);
}
