import type { JSX } from "preact";
import type { CallbackView, MessageView, StatusView, StoryLine } from "../../src/api/api-types.ts";
import { CopyButton } from "../copy-button.tsx";
import { formatDuration, formatExact, formatNumber, formatSecond, formatSize } from "../format.ts";
import { Icon } from "../icons.tsx";
import { showPictures } from "../phone/lightbox.tsx";
import { Section } from "../section.tsx";

/** The messages of an exchange, each with its way from status to status. */
export function Messages({ messages }: { messages: readonly MessageView[] }): JSX.Element {
  return (
    <Section title="Messages" testId="inspector-messages">
      {messages.map((message) => (
        <Message key={message.sid} message={message} />
      ))}
    </Section>
  );
}

function Message({ message }: { message: MessageView }): JSX.Element {
  const { sid, direction, from, to, body, status, history } = message;
  const inbound = direction === "inbound";
  return (
    <article
      class="message-card"
      data-testid="inspector-message"
      data-sid={sid}
      data-status={status}
      data-direction={direction}
    >
      <header>
        <span class={`direction direction-${inbound ? "in" : "out"}`}>
          {inbound ? "In" : direction === "outbound-api" ? "API" : "Reply"}
        </span>
        <span>
          {formatNumber(from ?? "")} → {formatNumber(to)}
        </span>
        <span class={`status status-${statusTone(status)}`}>{status}</span>
      </header>
      {body !== "" && <p class="message-body">{body}</p>}
      <MediaRow message={message} />
      <ol class="history" data-testid="inspector-history" aria-label="Status history">
        {history.flatMap((step, index) => [
          <Step
            key={step.status + step.at}
            step={step}
            first={index === 0 ? undefined : history[0]?.at}
            // A callback belongs to the last move of its status.
            callbacks={message.callbacks.filter((one) => one.status === step.status)}
            last={index === history.length - 1}
          />,
          ...notesBetween(message, step, history[index + 1]).map((note) => (
            <Note key={note.at + note.sentence} note={note} />
          )),
        ])}
      </ol>
      <p class="sid">
        <code>{sid}</code>
        <CopyButton text={sid} what="the SID" />
      </p>
    </article>
  );
}

/** What happened after a step and before the next one; before the first step nothing does. */
function notesBetween(
  { notes }: MessageView,
  step: StatusView,
  next: StatusView | undefined,
): readonly StoryLine[] {
  return notes.filter(({ at }) => at >= step.at && (next === undefined || at < next.at));
}

function Note({ note }: { note: StoryLine }): JSX.Element {
  return (
    <li class="note" data-testid="inspector-note" data-kind={note.kind}>
      {note.sentence}
    </li>
  );
}

interface StepProps {
  readonly step: StatusView;
  /** When the message began; `undefined` for its first step. */
  readonly first: string | undefined;
  readonly callbacks: readonly CallbackView[];
  readonly last: boolean;
}

function Step({ step, first, callbacks, last }: StepProps): JSX.Element {
  const { status, at, cause, error } = step;
  return (
    <li class={`step status-${statusTone(status)}`} data-last={last}>
      <span class="step-status">{status}</span>
      <time class="step-time" dateTime={at} title={formatExact(at)}>
        {first === undefined
          ? formatSecond(at)
          : `+${formatDuration(Date.parse(at) - Date.parse(first))}`}
      </time>
      {cause !== "" && <span class="step-cause">{cause}</span>}
      {error && (
        <span class="step-error">
          <strong class="code">{error.code}</strong> {error.title}. {error.advice}
        </span>
      )}
      {callbacks.map((one) => (
        <Callback key={one.attempt} callback={one} />
      ))}
    </li>
  );
}

function Callback({ callback }: { callback: CallbackView }): JSX.Element {
  const { url, attempt, http_status, error } = callback;
  return (
    <span class="callback" data-testid="inspector-callback" data-failed={error !== null}>
      <Icon name={error ? "alert" : "check"} size={13} />
      <span>
        Callback{attempt > 1 && ` (attempt ${attempt})`} to <code>{url}</code>:{" "}
        <strong>{http_status ?? "no answer"}</strong>
        {error && ` · ${error.code} ${error.title}. ${error.advice}`}
      </span>
    </span>
  );
}

function MediaRow({ message }: { message: MessageView }): JSX.Element | null {
  const { media } = message;
  if (media.length === 0) return null;
  const pictures = media.flatMap(({ url, content_type, size }) =>
    size !== null && /^image\/(png|jpe?g|gif|webp|bmp)$/.test(content_type ?? "") ? url : [],
  );
  return (
    <ul class="media-row" aria-label="Media">
      {media.map(({ sid, url, content_type, size, source_url }) => {
        const picture = pictures.indexOf(url);
        return (
          <li key={sid} title={source_url ?? undefined}>
            {picture < 0 ? (
              <span class="media-thumb">
                <Icon name="file" size={18} />
              </span>
            ) : (
              <button
                type="button"
                class="media-thumb"
                aria-label={`Enlarge picture ${picture + 1}`}
                onClick={() => showPictures(pictures, picture)}
              >
                <img src={url} alt="" loading="lazy" />
              </button>
            )}
            <span class="media-text">
              {content_type ?? "not fetched"}
              {size !== null && <br />}
              {size !== null && formatSize(size)}
            </span>
          </li>
        );
      })}
    </ul>
  );
}

function statusTone(status: string): "good" | "bad" | "moving" {
  if (["delivered", "read", "received"].includes(status)) return "good";
  return ["failed", "undelivered", "canceled"].includes(status) ? "bad" : "moving";
}
