import type { JSX } from "preact";
import { Icon } from "../icons.tsx";
import { isSwitchedOff, toggleSwitchedOff } from "../state/switched-off.ts";

/** Switches the handset off, and on again. */
export function PowerButton({ handset }: { handset: string }): JSX.Element {
  const isOff = isSwitchedOff(handset);
  const label = isOff ? "Switch the handset on" : "Switch the handset off";
  return (
    <button
      type="button"
      class="icon-button"
      data-testid="power-button"
      aria-label={label}
      title={label}
      aria-pressed={isOff}
      onClick={() => toggleSwitchedOff(handset)}
    >
      <Icon name="power" size={20} />
    </button>
  );
}

/** Stands in the place of the composer while the handset is off. */
export function SwitchedOff({ handset }: { handset: string }): JSX.Element {
  return (
    <div class="switched-off" role="status" data-testid="switched-off">
      <Icon name="power" size={22} />
      <p>
        <strong>Switched off.</strong> What is sent to it ends as undelivered, 30003.
      </p>
      <button
        type="button"
        class="text-button"
        data-testid="switch-on"
        onClick={() => toggleSwitchedOff(handset)}
      >
        Switch on
      </button>
    </div>
  );
}
