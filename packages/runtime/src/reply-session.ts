import {
  type MessageVerb,
  type RedirectVerb,
  type ResponseDocument,
  validate,
} from "@repartee/markup";
import { type FormPairs, MAX_DOCUMENTS, MAX_REPLIES } from "@repartee/protocol";
import type { Account, Message, NumberWebhook, SendCore } from "@repartee/send-core";
import type { RequestCause } from "./exchange.ts";
import type { ExchangeDraft, NoticeInput } from "./exchange-draft.ts";
import { type DocumentRequest, fetchDocument } from "./fetch-document.ts";
import { readAnswer } from "./read-answer.ts";
import { sendReply } from "./send-reply.ts";
import type { WebhookClient } from "./signed-request.ts";

/** One inbound message and all that is needed to answer it. */
export interface ReplySession {
  readonly inbound: Message;
  /** The inbound parameters; each document request carries them. */
  readonly params: FormPairs;
  readonly account: Account;
  readonly webhook: NumberWebhook;
  readonly draft: ExchangeDraft;
  readonly client: WebhookClient;
  readonly sendCore: SendCore;
}

interface DocumentTarget {
  readonly cause: RequestCause;
  readonly url: string;
  readonly method: "GET" | "POST";
  readonly extra: FormPairs;
}

interface Counters {
  documents: number;
  replies: number;
}

/** Asks the app and runs its answer, document after document, with the fallback when one fails. */
export async function runReplySession(session: ReplySession): Promise<void> {
  const { webhook, draft } = session;
  const counters: Counters = { documents: 0, replies: 0 };
  const first: DocumentTarget = {
    cause: "webhook",
    url: webhook.url,
    method: webhook.method,
    extra: [],
  };

  const failure = await runFrom(first, session, counters);
  if (failure === undefined || webhook.fallbackUrl === undefined) return;
  const fallback = await runFrom(
    {
      cause: "fallback",
      url: webhook.fallbackUrl,
      method: webhook.fallbackMethod ?? "POST",
      extra: [
        ["ErrorCode", String(failure.code)],
        ["ErrorUrl", failure.url],
      ],
    },
    session,
    counters,
  );
  if (fallback)
    draft.addNotice({
      code: fallback.code,
      sentence: "The fallback failed too; nothing more is tried.",
    });
}

interface Failure {
  readonly code: number;
  readonly url: string;
}

/** Fetches and runs documents until one ends without a Redirect. */
async function runFrom(
  start: DocumentTarget,
  session: ReplySession,
  counters: Counters,
): Promise<Failure | undefined> {
  const { draft } = session;
  let target: DocumentTarget | undefined = start;
  while (target) {
    if (counters.documents === MAX_DOCUMENTS) {
      draft.addNotice({
        code: 14106,
        sentence: `${MAX_DOCUMENTS} documents were fetched for one message; ${target.url} is not.`,
      });
      return undefined;
    }
    counters.documents += 1;
    const fetched = await fetchDocument(
      session.client,
      documentRequest(target, session, counters),
      (request) => draft.addRequest(request),
    );
    const fail = (notice: NoticeInput): Failure => {
      draft.addNotice(notice);
      return { code: notice.code, url: fetched.url };
    };
    if (!fetched.ok) return fail(fetched);
    const answer = readAnswer(fetched.answer, fetched.url);
    if (!answer.ok) return fail(answer.notice);
    for (const notice of answer.notices) draft.addNotice(notice);
    target = await runDocument(answer.document, fetched.url, session, counters);
  }
  return undefined;
}

function documentRequest(
  target: DocumentTarget,
  session: ReplySession,
  counters: Counters,
): DocumentRequest {
  return {
    cause: target.cause,
    url: target.url,
    method: target.method,
    params: [...session.params, ...target.extra],
    authToken: session.account.authToken,
    key: `${session.inbound.sid}/${counters.documents}`,
  };
}

/** Runs the verbs top to bottom. Returns where a Redirect leads; what follows it never runs. */
async function runDocument(
  document: ResponseDocument,
  base: string,
  session: ReplySession,
  counters: Counters,
): Promise<DocumentTarget | undefined> {
  const findings = validate(document);
  for (const [index, verb] of document.verbs.entries()) {
    const found = findings.filter((finding) => finding.verb === index);
    for (const { code, sentence } of found) session.draft.addNotice({ code, sentence });
    const obstacle = found.find((finding) => finding.blocks);
    if (obstacle) {
      const { sentence } = obstacle;
      if (verb.kind !== "own")
        session.draft.addVerb({ kind: verb.kind, outcome: "refused", sentence, messageSid: null });
      continue;
    }
    switch (verb.kind) {
      case "message":
        await runMessage(verb, base, session, counters);
        break;
      case "redirect":
        return runRedirect(verb, base, session);
      case "own": {
        const sentence = `<${verb.name}> has no executor; it is skipped.`;
        session.draft.addNotice({ code: 14110, sentence });
        break;
      }
      default:
        verb satisfies never;
    }
  }
  return undefined;
}

async function runMessage(
  verb: MessageVerb,
  base: string,
  { draft, inbound, sendCore }: ReplySession,
  counters: Counters,
): Promise<void> {
  if (counters.replies === MAX_REPLIES) {
    const sentence = `This is reply ${MAX_REPLIES + 1} to one message; it is not sent.`;
    draft.addNotice({ code: 14109, sentence });
    draft.addVerb({ kind: "message", outcome: "skipped", sentence, messageSid: null });
    return;
  }
  const sent = await sendReply(sendCore, inbound, verb, base, counters.replies);
  if (!sent.ok) {
    draft.addNotice(sent);
    draft.addVerb({
      kind: "message",
      outcome: "refused",
      sentence: sent.sentence,
      messageSid: null,
    });
    return;
  }
  counters.replies += 1;
  const { sid, numMedia } = sent.message;
  const what = numMedia === 0 ? "text" : `${numMedia} media`;
  draft.addVerb({
    kind: "message",
    outcome: "ran",
    sentence: `Accepted ${sid}: ${what}.`,
    messageSid: sid,
  });
}

function runRedirect(
  verb: RedirectVerb,
  base: string,
  { draft }: ReplySession,
): DocumentTarget | undefined {
  if (!URL.canParse(verb.url, base)) {
    const sentence = `<Redirect> leads to "${verb.url}", which is no URL.`;
    draft.addNotice({ code: 11100, sentence });
    draft.addVerb({ kind: "redirect", outcome: "refused", sentence, messageSid: null });
    return undefined;
  }
  const url = new URL(verb.url, base).href;
  draft.addVerb({
    kind: "redirect",
    outcome: "ran",
    sentence: `Went on to ${url}.`,
    messageSid: null,
  });
  return { cause: "redirect", url, method: verb.method ?? "POST", extra: [] };
}
