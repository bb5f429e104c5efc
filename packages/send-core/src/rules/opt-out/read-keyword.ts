import type { OptOutType } from "@repartee/protocol";
import type { SenderType } from "../../ports/directory/sender-directory.ts";
import {
  type AdvancedOptOut,
  type KeywordAnswer,
  normalKeyword,
  type OptOutWords,
} from "./advanced-opt-out.ts";
import { defaultWords, reservedKeywords } from "./default-words.ts";

/** What an inbound message says when it is nothing but a keyword. */
export interface Keyword {
  readonly type: OptOutType;
  /** As it is compared. */
  readonly word: string;
  /** What is answered, in order. */
  readonly answers: readonly string[];
  /** By the words of a Messaging Service: the app is told that it has been answered. */
  readonly isAdvanced: boolean;
}

/** What an inbound message is read for. */
export interface KeywordContext {
  /** Of the number that it came to. */
  readonly senderType: SenderType;
  /** Of the handset. */
  readonly country: string | undefined;
  /** Of the number's Messaging Service; `undefined` when it has none. */
  readonly advanced: AdvancedOptOut | undefined;
}

const kinds = { optOut: "STOP", optIn: "START", help: "HELP" } as const;
const names = ["optOut", "optIn", "help"] as const;

/** Reads a message as a keyword; `undefined` when it is none, as nearly all. */
export function readKeyword(body: string, context: KeywordContext): Keyword | undefined {
  const { senderType, advanced } = context;
  const word = normalKeyword(body);
  const found = find(word, wordsFor(context));
  if (!found) return undefined;
  const [type, answer] = found;
  const isAdvanced = advanced !== undefined;
  if (senderType !== "toll-free" || type === "HELP") {
    return { type, word, answers: [answer], isAdvanced };
  }
  return tollFree({ type, word, answers: [answer], isAdvanced });
}

/** Sets of words in the order in which they are asked. */
function wordsFor({ senderType, country, advanced }: KeywordContext) {
  if (advanced) {
    const { standard = {}, languages = [], countries = {} } = advanced;
    const own = country === undefined ? [] : (countries[country] ?? []);
    return [...own, ...languages, withReserved(standard)];
  }
  // Short codes agree on words with their carriers, and nobody can write to a name.
  return senderType === "long-code" || senderType === "toll-free" ? [defaultWords] : [];
}

function withReserved(standard: Partial<OptOutWords>): OptOutWords {
  const add = (name: keyof OptOutWords): KeywordAnswer => {
    const { keywords, answer } = standard[name] ?? defaultWords[name];
    return { keywords: [...keywords, ...reservedKeywords[name]], answer };
  };
  return { optOut: add("optOut"), optIn: add("optIn"), help: add("help") };
}

function find(
  word: string,
  sets: readonly Partial<OptOutWords>[],
): readonly [OptOutType, string] | undefined {
  for (const words of sets) {
    for (const name of names) {
      const { keywords = [], answer = "" } = words[name] ?? {};
      if (keywords.some((keyword) => normalKeyword(keyword) === word)) return [kinds[name], answer];
    }
  }
  return undefined;
}

/** The network itself answers for toll-free numbers, and only two words undo a STOP there. */
function tollFree(keyword: Keyword): Keyword | undefined {
  const { type, word, answers, isAdvanced } = keyword;
  if (type === "STOP") {
    const answer = `NETWORK MSG: You replied with the word "${word}" which blocks all texts sent from this number. Text back "unstop" to receive messages again.`;
    return { ...keyword, answers: [answer] };
  }
  if (word !== "start" && word !== "unstop") return undefined;
  const answer = `NETWORK MSG: You have replied "${word}" and will begin receiving messages again from this number.`;
  return { ...keyword, answers: [answer, ...(isAdvanced ? answers : [])] };
}
