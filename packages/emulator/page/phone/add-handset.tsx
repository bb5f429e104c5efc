import { type Signal, signal } from "@preact/signals";
import type { JSX } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { fetchPhones } from "../api.ts";
import { formatNumber } from "../format.ts";
import { handsets, openHandset, suggestedNumber } from "../state/handsets.ts";

const shown: Signal<boolean> = signal(false);
const number: Signal<string> = signal("");
const known: Signal<readonly string[]> = signal([]);

/** Asks which handset to add: a new one, or one that has a conversation already. */
export async function showAddHandset(): Promise<void> {
  number.value = suggestedNumber.value;
  shown.value = true;
  const phones = await fetchPhones().catch(() => []);
  known.value = phones.map((phone) => phone.number);
}

export function AddHandset(): JSX.Element {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    if (shown.value) dialog.current?.showModal();
    else dialog.current?.close();
  }, [shown.value]);

  const open = new Set(handsets.value.map((handset) => handset.number));
  const others = known.value.filter((one) => !open.has(one));
  const written = number.value.replaceAll(/[\s().-]/g, "");
  const valid = /^\+[1-9]\d{1,14}$/.test(written);
  const add = (chosen: string) => {
    // First: as long as the dialog is open, nothing behind it can take the focus.
    dialog.current?.close();
    openHandset(chosen);
  };

  return (
    <dialog
      class="dialog card"
      ref={dialog}
      aria-labelledby="add-handset-title"
      onClose={() => {
        shown.value = false;
      }}
    >
      <form
        method="dialog"
        onSubmit={(event) => {
          event.preventDefault();
          if (valid) add(written);
        }}
      >
        <h2 id="add-handset-title">Add a handset</h2>
        <label class="field">
          <span>Its number, with + and country code</span>
          <input
            type="tel"
            data-testid="handset-number"
            value={number.value}
            aria-invalid={!valid}
            autocomplete="off"
            onInput={({ currentTarget }) => {
              number.value = currentTarget.value;
            }}
          />
        </label>
        {others.length > 0 && (
          <fieldset class="known-phones">
            <legend>Or one that has texted before</legend>
            {others.slice(0, 12).map((one) => (
              <button type="button" class="chip" key={one} onClick={() => add(one)}>
                {formatNumber(one)}
              </button>
            ))}
          </fieldset>
        )}
        <div class="dialog-actions">
          <button
            type="button"
            class="button"
            onClick={() => {
              shown.value = false;
            }}
          >
            Cancel
          </button>
          <button
            type="submit"
            class="button button-primary"
            data-testid="handset-add-confirm"
            disabled={!valid}
          >
            Add
          </button>
        </div>
      </form>
    </dialog>
  );
}
