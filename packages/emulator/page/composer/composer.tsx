import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useEffect, useRef } from "preact/hooks";
import type { Problem } from "../../src/api/api-types.ts";
import { formatNumber, formatSize } from "../format.ts";
import { Icon } from "../icons.tsx";
import { config } from "../state/config.ts";
import { exchanges } from "../state/exchanges.ts";
import { frontHandset } from "../state/handsets.ts";
import { sendMessage } from "../state/outbox.ts";
import { openInInspector } from "../state/view.ts";
import type { Draft } from "./draft.ts";
import { DraftMedia } from "./draft-media.tsx";
import { GroupField } from "./group-field.tsx";
import { isStill } from "./shrink.ts";

interface ComposerProps {
  readonly handset: string;
  readonly peer: string;
  readonly draft: Draft;
}

/** Where a message is written: Enter sends it, Shift and Enter begin a new line. */
export function Composer({ handset, peer, draft }: ComposerProps): JSX.Element {
  const problem = useSignal<Problem | undefined>(undefined);
  const field = useRef<HTMLTextAreaElement>(null);
  const picker = useRef<HTMLInputElement>(null);
  const { text, ready } = draft;

  useEffect(() => {
    // With a keyboard at hand the phone is there to be typed at; a touch screen would cover half of it.
    const isFront = frontHandset.peek() === handset;
    if (isFront && matchMedia("(pointer: fine)").matches) field.current?.focus();
  }, [handset]);

  useEffect(() => {
    if (field.current) fitHeight(field.current);
  }, [text.value]);

  const send = async () => {
    if (!ready.value || peer === "") return;
    const message = draft.take();
    problem.value = undefined;
    field.current?.focus();
    const refused = await sendMessage(handset, { to: peer, ...message });
    if (!refused) return;
    problem.value = refused;
    // Nothing of what was written is lost, unless something else has been written since.
    if (!ready.value) {
      text.value = message.body;
      draft.attach(message.files);
    }
  };

  return (
    <form
      class="composer"
      aria-label={`Text ${formatNumber(peer)}`}
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      {problem.value && (
        <ProblemNote
          problem={problem.value}
          handset={handset}
          onDismiss={() => {
            problem.value = undefined;
          }}
        />
      )}
      <GroupField draft={draft} />
      <DraftMedia draft={draft} />
      <DraftHint draft={draft} />
      <div class="composer-line">
        <button
          type="button"
          class="icon-button attach-button"
          data-testid="attach-button"
          aria-label="Attach files"
          title="Attach files"
          onClick={() => picker.current?.click()}
        >
          <Icon name="attach" size={21} />
        </button>
        <input
          ref={picker}
          type="file"
          multiple
          hidden
          data-testid="attach-input"
          aria-label="Files to attach"
          onChange={({ currentTarget }) => {
            draft.attach(currentTarget.files);
            currentTarget.value = "";
            field.current?.focus();
          }}
        />
        <div class="composer-field">
          <textarea
            ref={field}
            rows={1}
            data-testid="composer-text"
            aria-label="Message"
            placeholder="Text message"
            value={text.value}
            enterkeyhint="send"
            onInput={({ currentTarget }) => {
              text.value = currentTarget.value;
            }}
            onKeyDown={(event) => {
              // While an input method composes a character, Enter belongs to it.
              if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
              event.preventDefault();
              void send();
            }}
            onPaste={(event) => {
              const files = event.clipboardData?.files;
              if (!files?.length) return;
              event.preventDefault();
              draft.attach(files);
            }}
          />
          <button
            type="submit"
            class="send-button"
            data-testid="send-button"
            aria-label="Send"
            title="Send (Enter)"
            disabled={!ready.value}
          >
            <Icon name="arrowUp" size={18} />
          </button>
        </div>
      </div>
    </form>
  );
}

function DraftHint({ draft }: { draft: Draft }): JSX.Element | null {
  const { body_characters = 1600, message_bytes = 5_242_880 } = config.value?.limits ?? {};
  const length = [...draft.text.value].length;
  const size = draft.size.value;
  const hasFiles = draft.files.value.length > 0;
  const tooLarge = hasFiles && size > message_bytes;
  const hints = [
    draft.hint.value,
    length > body_characters * 0.9 && `${length} of ${body_characters} characters`,
    hasFiles && size > message_bytes * 0.8 && `${formatSize(size)} of ${formatSize(message_bytes)}`,
  ].filter(Boolean);
  if (hints.length === 0) return null;
  return (
    <p class="draft-hint" data-over={length > body_characters || tooLarge} role="status">
      <span>{hints.join(" · ")}</span>
      {tooLarge && draft.files.value.some(({ file }) => isStill(file)) && (
        <button
          type="button"
          class="text-button"
          data-testid="shrink"
          onClick={() => void draft.shrinkToFit()}
        >
          Shrink to fit
        </button>
      )}
    </p>
  );
}

function ProblemNote({
  problem,
  handset,
  onDismiss,
}: {
  problem: Problem;
  handset: string;
  onDismiss: () => void;
}): JSX.Element {
  const refused = exchanges.value.find(({ kind, from }) => kind === "refused" && from === handset);
  const matches = refused?.notices.some(({ code }) => code === problem.code);
  return (
    <div class="problem" role="alert" data-testid="composer-problem" data-code={problem.code}>
      <Icon name="alert" size={18} />
      <div>
        <p>
          <strong>Not sent{problem.code > 0 && `: ${problem.code}`}</strong> {problem.message}
        </p>
        {refused && matches && (
          <button type="button" class="text-button" onClick={() => openInInspector(refused.sid)}>
            Open in inspector
          </button>
        )}
      </div>
      <button type="button" class="icon-button small" aria-label="Dismiss" onClick={onDismiss}>
        <Icon name="close" size={14} />
      </button>
    </div>
  );
}

function fitHeight(field: HTMLTextAreaElement): void {
  field.style.height = "auto";
  field.style.height = `${field.scrollHeight}px`;
}
