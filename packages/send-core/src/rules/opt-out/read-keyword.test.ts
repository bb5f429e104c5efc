import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type AdvancedOptOut, checkAdvancedOptOut } from "./advanced-opt-out.ts";
import { defaultWords } from "./default-words.ts";
import { type KeywordContext, readKeyword } from "./read-keyword.ts";

const plain: KeywordContext = { senderType: "long-code", country: "US", advanced: undefined };
const tollFree: KeywordContext = { ...plain, senderType: "toll-free" };

function read(body: string, context: Partial<KeywordContext> = {}) {
  return readKeyword(body, { ...plain, ...context });
}

describe("the words that a number knows by itself", () => {
  test.each([
    ..."STOP STOPALL UNSUBSCRIBE CANCEL END QUIT REVOKE OPTOUT".split(" ").map((w) => [w, "STOP"]),
    ..."START YES UNSTOP".split(" ").map((w) => [w, "START"]),
    ..."HELP INFO".split(" ").map((w) => [w, "HELP"]),
    [" \n sToP ", "STOP"],
  ])("%j is %s", (body, type) => {
    expect(read(body)).toMatchObject({ type, isAdvanced: false });
  });

  test.each(["STOP PLEASE", "stop.", "", "ST OP", "arret"])("%j is none", (body) => {
    expect(read(body)).toBeUndefined();
  });

  test("are answered as documented", () => {
    expect(read("stop")?.answers).toEqual([
      "You have successfully been unsubscribed. You will not receive any more messages from this number. Reply START to resubscribe.",
    ]);
    expect(read("unstop")?.answers).toEqual([defaultWords.optIn.answer]);
    expect(read("info")?.answers).toEqual(["Reply STOP to unsubscribe. Msg&Data Rates May Apply."]);
  });

  test("short codes and names have none", () => {
    expect(read("STOP", { senderType: "short-code" })).toBeUndefined();
    expect(read("STOP", { senderType: "alphanumeric" })).toBeUndefined();
  });
});

describe("a toll-free number", () => {
  test("has the network's texts, with the word", () => {
    expect(readKeyword("Stop", tollFree)?.answers).toEqual([
      'NETWORK MSG: You replied with the word "stop" which blocks all texts sent from this number. Text back "unstop" to receive messages again.',
    ]);
    expect(readKeyword("UNSTOP", tollFree)?.answers).toEqual([
      'NETWORK MSG: You have replied "unstop" and will begin receiving messages again from this number.',
    ]);
  });

  test("does not know YES", () => {
    expect(readKeyword("yes", tollFree)).toBeUndefined();
  });

  test("adds a service's text to START, not to STOP", () => {
    const optIn = { keywords: ["start"], answer: "Welcome back!" };
    const optOut = { keywords: ["stop"], answer: "Bye!" };
    const advanced = { standard: { optIn, optOut } };
    expect(readKeyword("start", { ...tollFree, advanced })?.answers).toEqual([
      'NETWORK MSG: You have replied "start" and will begin receiving messages again from this number.',
      "Welcome back!",
    ]);
    expect(readKeyword("stop", { ...tollFree, advanced })?.answers).toHaveLength(1);
  });
});

describe("a service's own words", () => {
  const advanced: AdvancedOptOut = {
    standard: { help: { keywords: ["assist"], answer: "Call us." } },
    languages: [{ language: "Spanish", help: { keywords: ["AYUDA"], answer: "Llámenos." } }],
    countries: {
      CA: [
        { language: "French", optOut: { keywords: ["arrêt"], answer: "Désabonné." } },
        { language: "English", help: { keywords: ["assist"], answer: "Call us in Canada." } },
      ],
    },
  };

  test.each([
    ["assist", "US", "HELP", "Call us."],
    ["assist", "CA", "HELP", "Call us in Canada."],
    ["ayuda", "CA", "HELP", "Llámenos."],
    ["ARRÊT", "CA", "STOP", "Désabonné."],
    // The same with its accent apart.
    ["arre\u0302t", "CA", "STOP", "Désabonné."],
    ["stop", "CA", "STOP", defaultWords.optOut.answer],
    // Reserved: no list is without them.
    ["help", "US", "HELP", "Call us."],
  ])("%j from %s", (body, country, type, answer) => {
    expect(read(body, { advanced, country })).toMatchObject({
      type,
      answers: [answer],
      isAdvanced: true,
    });
  });

  test("are not known elsewhere, and replace what they stand for", () => {
    expect(read("arrêt", { advanced, country: "US" })).toBeUndefined();
    expect(read("info", { advanced, country: "US" })).toBeUndefined();
  });

  test("hold for short codes too", () => {
    expect(read("stop", { advanced, senderType: "short-code" })?.type).toBe("STOP");
  });

  test("are told what is wrong with them", () => {
    expect(checkAdvancedOptOut(advanced)).toEqual([]);
    const twice = { keywords: ["Fin", "fin "], answer: " " };
    expect(checkAdvancedOptOut({ languages: [{ language: "Klingon", optOut: twice }] })).toEqual([
      "Klingon is not one of the languages: expected one such as Spanish.",
      "An answer for every country is empty.",
      '"fin" is there twice for every country.',
    ]);
  });

  test("whatever they are, the reserved words work", () => {
    const words = fc.record({
      keywords: fc.array(fc.string({ minLength: 9 })),
      answer: fc.string({ minLength: 1 }),
    });
    const standard = fc.record({ optOut: words, optIn: words, help: words });
    fc.assert(
      fc.property(standard, fc.constantFrom("stop", "start", "unstop", "help"), (given, word) => {
        const types: Record<string, string> = { stop: "STOP", help: "HELP" };
        const found = read(word.toUpperCase(), { advanced: { standard: given } });
        expect(found?.type).toBe(types[word] ?? "START");
      }),
    );
  });
});
