import type { JSX } from "preact";
import type { ExchangeView } from "../../../src/api/api-types.ts";
import { Icon } from "../../icons.tsx";
import { Section } from "../../section.tsx";

const icons = { ran: "check", skipped: "clock", refused: "close" } as const;

/** What was run of the answer, verb by verb. */
export function Verbs({ exchange }: { exchange: ExchangeView }): JSX.Element {
  return (
    <Section title="What was run" testId="inspector-verbs">
      <ol class="verbs">
        {exchange.verbs.map(({ kind, outcome, sentence, message_sid }, index) => (
          <li key={index} class={`verb verb-${outcome}`} data-testid="verb" data-outcome={outcome}>
            <span class="verb-mark">
              <Icon name={icons[outcome]} size={14} />
            </span>
            <code class="verb-name">{`<${kind.charAt(0).toUpperCase()}${kind.slice(1)}>`}</code>
            <span class="verb-outcome">{outcome}</span>
            <span class="verb-sentence">{shorten(sentence, message_sid)}</span>
          </li>
        ))}
      </ol>
    </Section>
  );
}

/** The SID stands in full with the message below. */
function shorten(sentence: string, messageSid: string | null): string {
  return messageSid ? sentence.replace(messageSid, `${messageSid.slice(0, 8)}…`) : sentence;
}
