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
  /** Name the host in the TLS handshake. Default: true. */
  readonly sni: boolean;
  /** Where requests leave the platform, one after the other over the attempts. Default: `ashburn`. */
  readonly edges: readonly string[];
  /** Keys of the fragment that have their default because what they say cannot be used. */
  readonly faults: readonly OverrideFault[];
}

/** A key of the fragment that cannot be used, with its documented code. */
export interface OverrideFault {
  readonly code: number;
  readonly sentence: string;
}

const causes: readonly RetryCause[] = ["4xx", "5xx", "ct", "rt"];
const publicEdges: readonly string[] = [
  "ashburn",
  "dublin",
  "frankfurt",
  "sao-paulo",
  "singapore",
  "sydney",
  "tokyo",
  "umatilla",
];
const interconnectEdges: readonly string[] = [
  "ashburn-ix",
  "frankfurt-ix",
  "london-ix",
  "san-jose-ix",
  "singapore-ix",
];

const usual: ConnectionOverrides = Object.freeze({
  connectMs: 5_000,
  readMs: 15_000,
  totalMs: 15_000,
  retries: 1,
  retryOn: new Set<RetryCause>(["ct"]),
  sni: true,
  edges: ["ashburn"],
  faults: [],
});

/**
 * Reads the connection overrides in a URL's fragment, `#rc=2&rp=5xx,ct&ct=2000`. What is missing,
 * malformed or out of its range has its default; the documentation does not say what becomes of it.
 */
export function parseConnectionOverrides(url: string): ConnectionOverrides {
  const start = url.indexOf("#");
  if (start < 0) return usual;
  const given = new URLSearchParams(url.slice(start + 1));
  const whole = (key: string, min: number, max: number, otherwise: number): number => {
    const value = given.get(key);
    if (value === null || !/^\d+$/.test(value)) return otherwise;
    const number = Number(value);
    return number >= min && number <= max ? number : otherwise;
  };
  const policy = readPolicy(given.get("rp"));
  const egress = readEdges(given.get("e"));
  return {
    connectMs: whole("ct", 100, 10_000, usual.connectMs),
    readMs: whole("rt", 100, 15_000, usual.readMs),
    totalMs: whole("tt", 100, 15_000, usual.totalMs),
    retries: whole("rc", 0, 5, usual.retries),
    retryOn: policy.value,
    sni: given.get("sni") !== "n",
    edges: egress.value,
    faults: [...policy.faults, ...egress.faults],
  };
}

interface Read<T> {
  readonly value: T;
  readonly faults: readonly OverrideFault[];
}

function readPolicy(text: string | null): Read<ReadonlySet<RetryCause>> {
  if (text === null) return { value: usual.retryOn, faults: [] };
  const names = text.split(",");
  const known = names.includes("all") ? causes : causes.filter((cause) => names.includes(cause));
  const strange = names.filter((name) => name !== "all" && !causes.some((cause) => cause === name));
  return {
    value: known.length > 0 ? new Set(known) : usual.retryOn,
    faults: strange.map((name) => ({
      code: 11243,
      sentence: `rp=${name}: expected 4xx, 5xx, ct, rt or all.`,
    })),
  };
}

function readEdges(text: string | null): Read<readonly string[]> {
  if (text === null) return { value: usual.edges, faults: [] };
  const names = text.split(",");
  const known = names.filter((name) => publicEdges.includes(name));
  return {
    value: known.length > 0 ? known : usual.edges,
    faults: names.flatMap((name) => {
      if (publicEdges.includes(name)) return [];
      // No account here has a private line to the platform.
      if (interconnectEdges.includes(name))
        return [{ code: 11242, sentence: `e=${name}: this account has no Interconnect.` }];
      return [
        { code: 11240, sentence: `e=${name} is no edge; such as ${publicEdges.join(", ")}.` },
      ];
    }),
  };
}
