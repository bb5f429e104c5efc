import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { Icon } from "./icons.tsx";

const SHOWN_MS = 1500;

/** Copies a text, and says so for a moment. */
export function CopyButton({
  text,
  what,
  label,
}: {
  text: string;
  what: string;
  label?: string;
}): JSX.Element {
  const copied = useSignal(false);
  const copy = async () => {
    await navigator.clipboard.writeText(text);
    copied.value = true;
    setTimeout(() => {
      copied.value = false;
    }, SHOWN_MS);
  };
  return (
    <button
      type="button"
      class={label ? "text-button" : "icon-button small"}
      aria-label={label ? undefined : `Copy ${what}`}
      title={`Copy ${what}`}
      onClick={() => void copy().catch(() => undefined)}
    >
      <Icon name={copied.value ? "check" : "copy"} size={15} />
      {label && <span>{copied.value ? "Copied" : label}</span>}
    </button>
  );
}
