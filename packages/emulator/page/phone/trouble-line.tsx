import type { JSX } from "preact";
import { Icon } from "../icons.tsx";
import { openInInspector } from "../state/view.ts";
import type { Trouble } from "./timeline.ts";

/** A line of the conversation that says what went wrong, and what to do. */
export function TroubleLine({ trouble }: { trouble: Trouble }): JSX.Element {
  const { exchangeSid, level, title, code, sentence, advice } = trouble;
  return (
    <li class={`trouble trouble-${level}`} data-testid="trouble" data-code={code}>
      <Icon name={level === "error" ? "alert" : "warning"} size={18} />
      <div>
        <p class="trouble-title">
          {title}: <span class="code">{code}</span>
        </p>
        <p>{sentence}</p>
        <p class="trouble-advice">{advice}</p>
        <button type="button" class="text-button" onClick={() => openInInspector(exchangeSid)}>
          Open in inspector
        </button>
      </div>
    </li>
  );
}
