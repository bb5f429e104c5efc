import type { JSX } from "preact";
import type { ExchangeView } from "../../src/api/api-types.ts";
import { formatDuration, formatExact, formatNumber } from "../format.ts";
import { Icon } from "../icons.tsx";
import { detailOpen } from "../state/view.ts";
import { mediaWords } from "./media-words.ts";
import { Messages } from "./messages.tsx";
import { Notices } from "./notices.tsx";
import { Verbs } from "./reply/verbs.tsx";
import { RequestCard } from "./request/request-card.tsx";
import { StateBadge } from "./state-badge.tsx";

/** One exchange from its first request to the last status, top to bottom. */
export function ExchangeDetail({ exchange }: { exchange: ExchangeView }): JSX.Element {
  const { sid, kind, from, to, started_at, finished_at, requests, verbs, notices, messages } =
    exchange;
  return (
    <article class="exchange-detail" key={sid} data-testid="exchange-detail" data-sid={sid}>
      <header class="detail-head">
        <button
          type="button"
          class="text-button back"
          data-testid="inspector-back"
          onClick={() => {
            detailOpen.value = false;
          }}
        >
          <Icon name="arrowLeft" size={16} /> All exchanges
        </button>
        <h2>{title(exchange)}</h2>
        <StateBadge exchange={exchange} />
        <p class="detail-meta">
          <span>{kinds[kind]}</span>
          <span>
            {formatNumber(from)} → {formatNumber(to)}
          </span>
          <time dateTime={started_at}>{formatExact(started_at)}</time>
          {finished_at !== null && requests.length > 0 && (
            <span>{formatDuration(Date.parse(finished_at) - Date.parse(started_at))}</span>
          )}
        </p>
      </header>
      <Notices exchange={exchange} />
      {requests.map((request, index) => (
        <RequestCard
          key={request.started_at + request.url}
          request={request}
          lines={notices.flatMap((one) => (one.request === index ? (one.line ?? []) : []))}
        />
      ))}
      {verbs.length > 0 && <Verbs exchange={exchange} />}
      {messages.length > 0 && <Messages messages={messages} />}
    </article>
  );
}

function title(exchange: ExchangeView): string {
  const { body, num_media } = exchange;
  if (body !== "") return body;
  return num_media > 0 ? mediaWords(exchange) : "An empty message";
}

const kinds = { reply: "Inbound", api: "Through the API", refused: "Refused" } as const;
