import type { JSX } from "preact";
import { formatNumber } from "../format.ts";
import { Icon } from "../icons.tsx";
import { closeHandset, frontHandset, handsets, openHandset } from "../state/handsets.ts";
import { newcomer } from "../state/newcomer.ts";
import { AddHandset, showAddHandset } from "./add-handset.tsx";
import { HandsetView } from "./handset.tsx";

/** The open handsets, side by side, or one at a time where the page is narrow. */
export function Phones(): JSX.Element {
  return (
    <section class="phones" aria-label="Phones">
      <nav class="handset-tabs" aria-label="Handsets">
        {handsets.value.map(({ number }) => (
          <span class="handset-tab" key={number} data-front={number === frontHandset.value}>
            <button
              type="button"
              aria-pressed={number === frontHandset.value}
              onClick={() => {
                frontHandset.value = number;
              }}
            >
              {formatNumber(number)}
            </button>
            {handsets.value.length > 1 && <CloseButton number={number} />}
          </span>
        ))}
        <AddButton />
      </nav>
      <div class="handset-row">
        {handsets.value.map((handset) => (
          <section
            class="handset"
            key={handset.number}
            data-testid="handset"
            data-number={handset.number}
            data-front={handset.number === frontHandset.value}
            aria-label={`Handset ${formatNumber(handset.number)}`}
          >
            <header class="handset-caption">
              <Icon name="phone" size={16} />
              <span>{formatNumber(handset.number)}</span>
              {handsets.value.length > 1 && <CloseButton number={handset.number} />}
            </header>
            <HandsetView handset={handset} />
          </section>
        ))}
        <div class="handset-add">
          <AddButton />
        </div>
      </div>
      <Newcomer />
      <AddHandset />
    </section>
  );
}

function AddButton(): JSX.Element {
  return (
    <button
      type="button"
      class="icon-button add-button"
      data-testid="add-handset"
      aria-label="Add a handset"
      title="Add a handset"
      onClick={() => void showAddHandset()}
    >
      <Icon name="plus" />
    </button>
  );
}

function CloseButton({ number }: { number: string }): JSX.Element {
  const label = `Close handset ${formatNumber(number)}`;
  return (
    <button
      type="button"
      class="icon-button small"
      data-testid="close-handset"
      aria-label={label}
      title={label}
      onClick={() => closeHandset(number)}
    >
      <Icon name="close" size={14} />
    </button>
  );
}

function Newcomer(): JSX.Element | null {
  const came = newcomer.value;
  if (!came) return null;
  const forget = () => {
    newcomer.value = undefined;
  };
  return (
    <div class="toast card" role="status">
      <span>New message for {formatNumber(came.handset)}</span>
      <button
        type="button"
        class="text-button"
        onClick={() => {
          openHandset(came.handset, came.peer);
          forget();
        }}
      >
        Open handset
      </button>
      <button type="button" class="icon-button small" aria-label="Dismiss" onClick={forget}>
        <Icon name="close" size={14} />
      </button>
    </div>
  );
}
