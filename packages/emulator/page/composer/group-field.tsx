import type { JSX } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { formatNumber } from "../format.ts";
import { Icon } from "../icons.tsx";
import type { Draft } from "./draft.ts";

/** Opens the field for the others of a group message, and closes it. */
export function GroupButton({ draft }: { draft: Draft }): JSX.Element {
  const isOpen = draft.others.value !== undefined;
  const label = isOpen ? "Text to one alone" : "Text to a group";
  return (
    <button
      type="button"
      class="icon-button"
      data-testid="group-button"
      aria-label={label}
      title={label}
      aria-pressed={isOpen}
      onClick={() => {
        draft.others.value = isOpen ? undefined : "";
      }}
    >
      <Icon name="people" size={20} />
    </button>
  );
}

/** Whom the message goes to beside the app's number. */
export function GroupField({ draft }: { draft: Draft }): JSX.Element | null {
  const field = useRef<HTMLInputElement>(null);
  const { others } = draft;
  const isOpen = others.value !== undefined;

  useEffect(() => {
    if (isOpen) field.current?.focus();
  }, [isOpen]);

  if (!isOpen) return null;
  return (
    <label class="group-field">
      <span>Also to</span>
      <input
        ref={field}
        type="text"
        inputMode="tel"
        data-testid="group-field"
        placeholder="+14155550101, +14155550102"
        value={others.value}
        onInput={({ currentTarget }) => {
          others.value = currentTarget.value;
        }}
      />
    </label>
  );
}

/** Says of a message who else it went to. */
export function GroupLine({ others }: { others: readonly string[] }): JSX.Element | null {
  if (others.length === 0) return null;
  return (
    <p class="bubble-group" data-testid="bubble-group">
      <Icon name="people" size={14} />
      <span>with {others.map(formatNumber).join(", ")}</span>
    </p>
  );
}
