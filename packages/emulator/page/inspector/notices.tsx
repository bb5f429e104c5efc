import type { JSX } from "preact";
import type { ExchangeView, NoticeView } from "../../src/api/api-types.ts";
import { Icon } from "../icons.tsx";
import { Section } from "../section.tsx";
import { problemsOf } from "./problems.ts";

/** Every warning and error: its code, what happened, and what to do about it. */
export function Notices({ exchange }: { exchange: ExchangeView }): JSX.Element | null {
  const notices = problemsOf(exchange);
  if (notices.length === 0) return null;
  const errors = notices.filter(({ level }) => level === "error").length;
  const title = errors > 0 ? "What went wrong" : "Warnings";
  return (
    <Section title={title} testId="inspector-notices">
      <ul class="notices">
        {notices.map((notice) => (
          <Notice
            key={`${notice.at}-${notice.code}-${notice.sentence}`}
            notice={notice}
            hint={signatureHint(exchange, notice)}
          />
        ))}
      </ul>
    </Section>
  );
}

function Notice({ notice, hint }: { notice: NoticeView; hint: string }): JSX.Element {
  const { level, code, title, sentence, advice, more_info, line, column } = notice;
  return (
    <li class={`notice notice-${level}`} data-testid="notice" data-code={code}>
      <Icon name={level === "error" ? "alert" : "warning"} size={20} />
      <div>
        <p class="notice-title">
          <a
            class="code"
            href={more_info}
            target="_blank"
            rel="noopener noreferrer"
            title="What the platform's documentation says"
          >
            {code}
          </a>{" "}
          {title}
        </p>
        <p>
          {sentence}
          {line !== null && (
            <span class="quiet">
              {" "}
              Line {line}
              {column !== null && `, column ${column}`}.
            </span>
          )}
        </p>
        {advice !== "" && (
          <p class="notice-advice">
            <strong>What to do</strong> {advice}
          </p>
        )}
        {hint !== "" && <p class="notice-advice">{hint}</p>}
      </div>
    </li>
  );
}

// The commonest first stumble: the app checks the signature against another URL or another token.
function signatureHint({ requests }: ExchangeView, { request }: NoticeView): string {
  const failed = request === null ? undefined : requests[request];
  return failed?.response?.status === 403
    ? `A 403 is often a failed signature check: the app must use this account's auth token, and believe its own URL to be exactly ${failed.url}.`
    : "";
}
