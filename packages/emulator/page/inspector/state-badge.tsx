import type { JSX } from "preact";
import type { ExchangeView } from "../../src/api/api-types.ts";
import { plural } from "../format.ts";
import { Icon } from "../icons.tsx";
import { problemsOf } from "./problems.ts";

/** How an exchange stands, at a glance: the code of what went wrong, else what came out of it. */
export function StateBadge({ exchange }: { exchange: ExchangeView }): JSX.Element {
  const { state, kind, messages } = exchange;
  const [worst] = problemsOf(exchange).toSorted((a, b) => a.level.localeCompare(b.level));
  if (state === "running") {
    return <span class="badge badge-running">running</span>;
  }
  if (state === "error" || state === "warning") {
    return (
      <span class={`badge badge-${state}`} data-testid="exchange-badge" title={worst?.sentence}>
        <Icon name={state === "error" ? "alert" : "warning"} size={13} />
        {worst?.code ?? state}
      </span>
    );
  }
  const replies = messages.length - 1;
  const words =
    kind === "api" ? "sent" : replies === 0 ? "no reply" : plural(replies, "reply", "replies");
  return <span class="badge badge-ok">{words}</span>;
}
