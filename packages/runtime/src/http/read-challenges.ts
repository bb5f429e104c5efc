/** One way to authenticate that a server offers in `WWW-Authenticate`. */
export interface Challenge {
  /** In lower case, such as `digest`. */
  readonly scheme: string;
  /** By name in lower case, unquoted. */
  readonly params: ReadonlyMap<string, string>;
}

const separators = /[\s,]*/y;
const name = /[\w-]+/y;
const equals = /\s*=\s*/y;
const quoted = /"((?:[^"\\]|\\.)*)"/y;
const bare = /[^\s,]+/y;

/**
 * Reads `WWW-Authenticate` (RFC 9110, section 11.6.1): a name that is followed by `=` is a parameter,
 * any other one begins the next challenge.
 *
 * Piece by piece, because the header is the server's: one expression for all of it took quadratic time.
 */
export function readChallenges(header: string): readonly Challenge[] {
  const challenges: { readonly scheme: string; readonly params: Map<string, string> }[] = [];
  let at = 0;
  function take(piece: RegExp): RegExpExecArray | null {
    piece.lastIndex = at;
    const match = piece.exec(header);
    if (match) at = piece.lastIndex;
    return match;
  }
  for (;;) {
    take(separators);
    if (at === header.length) return challenges;
    const word = take(name)?.[0].toLowerCase();
    if (word === undefined) at++;
    else if (!take(equals)) challenges.push({ scheme: word, params: new Map() });
    else {
      const value = take(quoted)?.[1]?.replace(/\\(.)/g, "$1") ?? take(bare)?.[0] ?? "";
      challenges.at(-1)?.params.set(word, value);
    }
  }
}
