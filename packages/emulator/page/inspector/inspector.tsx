import type { JSX } from "preact";
import { Icon } from "../icons.tsx";
import { exchanges, exchangesLoaded, selected } from "../state/exchanges.ts";
import { detailOpen } from "../state/view.ts";
import { ExchangeDetail } from "./exchange-detail.tsx";
import { ExchangeList } from "./exchange-list.tsx";

/** What happened behind the phones: a list of exchanges, and one of them in full. */
export function Inspector(): JSX.Element {
  return (
    <section
      class="inspector"
      data-testid="inspector"
      data-detail={detailOpen.value}
      aria-label="Inspector"
    >
      {exchanges.value.length === 0 ? (
        exchangesLoaded.value && <NothingYet />
      ) : (
        <div class="inspector-columns">
          <ExchangeList />
          {selected.value && <ExchangeDetail exchange={selected.value} />}
        </div>
      )}
    </section>
  );
}

function NothingYet(): JSX.Element {
  return (
    <div class="nothing-yet" data-testid="inspector-empty">
      <span class="welcome-art" aria-hidden="true">
        <Icon name="inbox" size={34} />
      </span>
      <h2>Every message opens up here</h2>
      <ol>
        <li>
          <strong>The signed request</strong> that your app was sent, with the string that was
          signed
        </li>
        <li>
          <strong>Its answer</strong>: status, headers and document
        </li>
        <li>
          <strong>What was run</strong>, verb by verb, and each message with its way to the handset
        </li>
        <li>
          <strong>What went wrong</strong>, with its code and what to do
        </li>
      </ol>
    </div>
  );
}
