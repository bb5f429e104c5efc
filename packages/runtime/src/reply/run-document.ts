import {
  type OwnVerb,
  type Position,
  type RedirectVerb,
  type ResponseDocument,
  validate,
} from "@repartee/markup";
import { signedUrl } from "@repartee/protocol";
import { type DocumentTarget, followReference } from "../document/document-target.ts";
import type { ReplySession, SessionUse } from "./reply-session.ts";
import { followAction, replyWith, runMessage, type VerbPlace } from "./run-message.ts";
import type { VerbContext, VerbResult } from "./verb-executor.ts";

/** A document that was fetched and read. */
export interface RunnableDocument {
  readonly document: ResponseDocument;
  /** Where each verb begins. */
  readonly positions: readonly Position[];
  /** Its address: what relative URLs are relative to. */
  readonly base: string;
}

/** Where a verb leads: to another document, to the end of this one, or to the next verb. */
type Step = DocumentTarget | "end" | undefined;

/** Runs the verbs top to bottom. Returns the document that one of them leads to, if any. */
export async function runDocument(
  { document, positions, base }: RunnableDocument,
  session: ReplySession,
  use: SessionUse,
): Promise<DocumentTarget | undefined> {
  // The eleventh reply is counted over all documents of a session, when it comes to be sent.
  const findings = validate(document).filter(({ code }) => code !== 14109);
  for (const [index, verb] of document.verbs.entries()) {
    const found = findings.filter((finding) => finding.verb === index);
    for (const { code, sentence } of found)
      session.draft.addNotice({ code, sentence, ...positions[index] });
    const obstacle = found.find(({ blocks }) => blocks);
    const place = { base, at: positions[index] };
    let step: Step;
    switch (verb.kind) {
      case "message":
        if (!obstacle) step = await runMessage(verb, place, session, use);
        else {
          refuse("message", obstacle, session);
          // 11100 is of the action itself: nobody can be asked there.
          if (found.every(({ code }) => code !== 11100))
            step = followAction(verb, place, session, obstacle);
        }
        break;
      case "redirect":
        step = obstacle ? refuse("redirect", obstacle, session) : runRedirect(verb, place, session);
        break;
      case "own":
        step = await runOwn(verb, place, session, use);
        break;
      default:
        verb satisfies never;
    }
    if (step) return step === "end" ? undefined : step;
  }
  return undefined;
}

function refuse(
  kind: string,
  { sentence }: { readonly sentence: string },
  session: ReplySession,
): undefined {
  session.draft.addVerb({ kind, outcome: "refused", sentence, messageSid: null });
}

function runRedirect(verb: RedirectVerb, { base, at }: VerbPlace, session: ReplySession): Step {
  const target = followReference("redirect", verb, base);
  if (!target) {
    const sentence = `<Redirect> leads to "${verb.url}", which is not a URL.`;
    session.draft.addNotice({ code: 11100, sentence, ...at });
    return refuse("redirect", { sentence }, session);
  }
  const sentence = `Went on to ${signedUrl(target.url)}.`;
  session.draft.addVerb({ kind: "redirect", outcome: "ran", sentence, messageSid: null });
  return target;
}

async function runOwn(
  verb: OwnVerb,
  { base, at }: VerbPlace,
  session: ReplySession,
  use: SessionUse,
): Promise<Step> {
  const { draft, inbound, verbs } = session;
  const context: VerbContext = {
    inbound,
    url: base,
    send: (message) => replyWith(message, base, session, use),
  };
  let result: VerbResult | undefined;
  try {
    for (const executor of verbs) result ??= await executor.run(verb, context);
  } catch (error) {
    session.onError(error);
    const sentence = `The executor of <${verb.name}> has failed; the verb is skipped.`;
    result = { kind: "refused", sentence, code: 30500 };
  }
  result ??= { kind: "refused", sentence: `<${verb.name}> has no executor.`, code: 14110 };
  const { sentence } = result;
  if (result.kind === "refused") {
    draft.addNotice({ code: result.code, sentence, ...at });
    return refuse(verb.name, { sentence }, session);
  }
  draft.addVerb({ kind: verb.name, outcome: "ran", sentence, messageSid: null });
  if (result.kind === "done") return undefined;
  if (result.kind === "end") return "end";
  const target = followReference("redirect", result, base);
  if (!target) {
    draft.addNotice({ code: 11100, sentence: `<${verb.name}> has an invalid URL.`, ...at });
  }
  return target;
}
