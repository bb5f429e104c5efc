import type { JSX, TargetedKeyboardEvent } from "preact";
import type { ExchangeView } from "../../src/api/api-types.ts";
import { formatDay, formatNumber, formatTime } from "../format.ts";
import { Icon } from "../icons.tsx";
import { exchanges, hasOlder, loadOlder, selectExchange, selected } from "../state/exchanges.ts";
import { detailOpen } from "../state/view.ts";
import { mediaWords } from "./media-words.ts";
import { StateBadge } from "./state-badge.tsx";

/** The exchanges, newest first. The arrow keys go from one to the next. */
export function ExchangeList(): JSX.Element {
  const list = exchanges.value;
  return (
    <nav class="exchange-list" aria-label="Exchanges">
      <ol onKeyDown={moveFocus}>
        {list.map((exchange, index) => (
          <li key={exchange.sid}>
            {startsDay(exchange, list[index - 1]) && (
              <p class="list-day">{formatDay(exchange.started_at)}</p>
            )}
            <Row exchange={exchange} />
          </li>
        ))}
      </ol>
      {hasOlder.value && (
        <button type="button" class="button older" onClick={() => void loadOlder()}>
          Older
        </button>
      )}
    </nav>
  );
}

function Row({ exchange }: { exchange: ExchangeView }): JSX.Element {
  const { sid, state, kind, from, to, started_at } = exchange;
  return (
    <button
      type="button"
      class="exchange-row"
      data-testid="exchange-row"
      data-sid={sid}
      data-state={state}
      data-kind={kind}
      aria-current={sid === selected.value?.sid}
      onClick={() => {
        selectExchange(sid);
        detailOpen.value = true;
      }}
    >
      <span class="row-top">
        <Summary exchange={exchange} />
        <time dateTime={started_at}>{formatTime(started_at)}</time>
      </span>
      <span class="row-bottom">
        <span class="row-from">
          {kind === "api" && <span class="tag">API</span>}{" "}
          {formatNumber(kind === "api" ? to : from)}
        </span>
        <StateBadge exchange={exchange} />
      </span>
    </button>
  );
}

/** What a message says, in one line. */
function Summary({ exchange }: { exchange: ExchangeView }): JSX.Element {
  const { body, num_media } = exchange;
  return (
    <span class="summary">
      {num_media > 0 && (
        <span class="summary-media">
          <Icon name="picture" size={15} />
          {body === "" ? mediaWords(exchange) : num_media > 1 && num_media}
        </span>
      )}
      {body !== "" && <span class="summary-text">{body}</span>}
      {body === "" && num_media === 0 && <span class="quiet">Empty</span>}
    </span>
  );
}

function startsDay({ started_at }: ExchangeView, newer: ExchangeView | undefined): boolean {
  return newer !== undefined && formatDay(newer.started_at) !== formatDay(started_at);
}

function moveFocus(event: TargetedKeyboardEvent<HTMLOListElement>): void {
  const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : undefined;
  if (step === undefined) return;
  const rows = [...event.currentTarget.querySelectorAll<HTMLElement>(".exchange-row")];
  const next = rows[rows.findIndex((row) => row.matches(":focus")) + step];
  if (!next) return;
  event.preventDefault();
  next.focus();
}
