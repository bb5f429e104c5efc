import { type FormPairs, MAX_DOCUMENTS, signedUrl } from "@repartee/protocol";
import type { Account, Clock, Message, NumberWebhook, SendCore } from "@repartee/send-core";
import { type DocumentTarget, withFields } from "../document/document-target.ts";
import { type FetchContext, fetchDocument } from "../document/fetch-document.ts";
import { readAnswer } from "../document/read-document.ts";
import type { ExchangeDraft, NoticeInput } from "../exchange/exchange-draft.ts";
import type { ReplyRate } from "./reply-rate.ts";
import { runDocument } from "./run-document.ts";
import type { VerbExecutor } from "./verb-executor.ts";

/** One inbound message and all that is needed to answer it. */
export interface ReplySession {
  readonly inbound: Message;
  /** The inbound parameters; each document request carries them. */
  readonly params: FormPairs;
  readonly account: Account;
  readonly webhook: NumberWebhook;
  readonly draft: ExchangeDraft;
  readonly fetching: FetchContext;
  readonly sendCore: SendCore;
  readonly clock: Clock;
  readonly verbs: readonly VerbExecutor[];
  /** Whether the document of an `action` takes over. */
  readonly actions: "flow" | "callback";
  /** `undefined`: replies are not counted. */
  readonly replyRate: ReplyRate | undefined;
  readonly onError: (error: unknown) => void;
}

/** How much of its limits a session has used. */
export interface SessionUse {
  documents: number;
  replies: number;
}

/** Asks the app and runs its answer, document after document, with the fallback when one fails. */
export async function runReplySession(session: ReplySession): Promise<void> {
  const { webhook, draft } = session;
  const use: SessionUse = { documents: 0, replies: 0 };
  const { url, method } = webhook;
  const failure = await runFrom({ cause: "webhook", url, method, fields: [] }, session, use);
  if (failure === undefined || webhook.fallbackUrl === undefined) return;
  const fallback = await runFrom(
    {
      cause: "fallback",
      url: webhook.fallbackUrl,
      method: webhook.fallbackMethod ?? "POST",
      fields: [
        ["ErrorCode", String(failure.code)],
        ["ErrorUrl", failure.url],
      ],
    },
    session,
    use,
  );
  if (fallback) {
    const sentence = "The fallback failed too; nothing more is tried.";
    draft.addNotice({ code: fallback.code, sentence });
  }
}

interface Failure {
  readonly code: number;
  readonly url: string;
}

/** Fetches and runs documents until one ends without leading to another. */
async function runFrom(
  start: DocumentTarget,
  session: ReplySession,
  use: SessionUse,
): Promise<Failure | undefined> {
  const { draft, account, fetching } = session;
  const readers = session.verbs.map(({ reader }) => reader);
  let target: DocumentTarget | undefined = start;
  while (target) {
    if (use.documents === MAX_DOCUMENTS) {
      const sentence = `${MAX_DOCUMENTS} documents were fetched for one message; ${signedUrl(target.url)} is not.`;
      draft.addNotice({ code: 14106, sentence });
      return undefined;
    }
    use.documents += 1;
    const fetched = await fetchDocument(
      {
        cause: target.cause,
        url: target.url,
        method: target.method,
        params: withFields(session.params, target.fields),
        authToken: account.authToken,
        key: `${session.inbound.sid}/${use.documents}`,
      },
      fetching,
    );
    const fail = (notice: NoticeInput): Failure => {
      draft.addNotice(notice);
      return { code: notice.code, url: signedUrl(fetched.url) };
    };
    if (!fetched.ok) {
      const { code, sentence, advice } = fetched;
      return fail({ code, sentence, advice });
    }
    const answer = readAnswer(fetched.answer, signedUrl(fetched.url), readers);
    if (!answer.ok) return fail(answer.notice);
    for (const notice of answer.notices) draft.addNotice(notice);
    target = await runDocument({ ...answer, base: fetched.url }, session, use);
  }
  return undefined;
}
