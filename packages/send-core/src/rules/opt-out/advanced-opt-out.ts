/** Words, and what is answered to a message that is nothing but one of them. */
export interface KeywordAnswer {
  /** Upper and lower case are the same. */
  readonly keywords: readonly string[];
  readonly answer: string;
}

/** The words of one language. */
export interface OptOutWords {
  readonly optOut: KeywordAnswer;
  readonly optIn: KeywordAnswer;
  readonly help: KeywordAnswer;
}

/** The words of a language beside the standard ones; what it leaves out is as in the standard. */
export interface LanguageWords extends Partial<OptOutWords> {
  /** One of {@link optOutLanguages}. */
  readonly language: string;
}

/**
 * A Messaging Service's own words and answers. A message is looked up among those of its writer's
 * country, then among those of all languages, then in the standard.
 */
export interface AdvancedOptOut {
  /** Default: the words and answers of senders that have none of their own. */
  readonly standard?: Partial<OptOutWords> | undefined;
  /** For every country. */
  readonly languages?: readonly LanguageWords[] | undefined;
  /** For one country, by its ISO code. */
  readonly countries?: Readonly<Record<string, readonly LanguageWords[]>> | undefined;
}

/** The languages that the platform's documentation lists. */
export const optOutLanguages: readonly string[] = (
  "Afrikaans,Arabic,Bengali,Chinese,Croatian,Czech,Danish,Dutch,English,Estonian,Finnish,French," +
  "German,Greek,Hebrew,Hindi,Hungarian,Italian,Japanese,Korean,Latvian,Lithuanian,Malay,Malaysian," +
  "Norwegian,Polish,Portuguese,Russian,Slovak,Slovene,Spanish,Southern Ndebele,Southern Sotho,Swati," +
  "Swedish,Tamil,Tswana,Tsonga,Venda,Xhosa,Zulu"
).split(",");

/** What is wrong with a service's words, as sentences; empty when nothing is. */
export function checkAdvancedOptOut({
  standard = {},
  languages = [],
  countries = {},
}: AdvancedOptOut): readonly string[] {
  const sets: readonly (readonly [string, readonly Partial<OptOutWords>[]])[] = [
    ["the standard", [standard]],
    ["every country", languages],
    ...Object.entries(countries),
  ];
  const unknown = [...languages, ...Object.values(countries).flat()]
    .filter(({ language }) => !optOutLanguages.includes(language))
    .map(
      ({ language }) => `${language} is not one of the languages: expected one such as Spanish.`,
    );
  return [...unknown, ...sets.flatMap(([where, words]) => checkWords(where, words))];
}

function checkWords(where: string, sets: readonly Partial<OptOutWords>[]): string[] {
  const problems: string[] = [];
  const seen = new Set<string>();
  for (const { optOut, optIn, help } of sets) {
    for (const { keywords, answer } of [optOut, optIn, help].flatMap((one) => one ?? [])) {
      if (answer.trim() === "") problems.push(`An answer for ${where} is empty.`);
      for (const keyword of keywords.map(normalKeyword)) {
        if (keyword === "") problems.push(`A keyword for ${where} is empty.`);
        if (seen.has(keyword)) problems.push(`"${keyword}" is there twice for ${where}.`);
        seen.add(keyword);
      }
    }
  }
  return problems;
}

/** A message or keyword as they are compared: without space around it, in lower case. */
export function normalKeyword(text: string): string {
  return text.trim().normalize("NFC").toLowerCase();
}
