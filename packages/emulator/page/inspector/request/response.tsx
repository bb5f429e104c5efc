import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import type { ResponseView } from "../../../src/api/api-types.ts";
import { CopyButton } from "../../copy-button.tsx";
import { Disclosure } from "../../section.tsx";
import { prettyXml } from "../reply/pretty-xml.ts";
import { xmlParts } from "../reply/xml-parts.ts";
import { NameValueTable } from "./name-value-table.tsx";

interface AnswerProps {
  readonly response: ResponseView;
  /** Lines that notices point at. */
  readonly lines: readonly number[];
}

/** What the app answered: its type, its headers and its document. */
export function Answer({ response, lines }: AnswerProps): JSX.Element {
  const { headers, body } = response;
  const type = headers.find(([name]) => name.toLowerCase() === "content-type")?.[1];
  const pretty = prettyXml(body);
  // A notice counts lines as the app wrote them.
  const raw = useSignal(lines.length > 0);
  const shown = raw.value ? body : (pretty ?? body);

  return (
    <div class="answer" data-testid="inspector-answer">
      <header class="answer-head">
        <h4>Answer</h4>
        <span class="quiet">{type ?? "no content type"}</span>
        {pretty !== undefined && pretty !== body && (
          <button
            type="button"
            class="text-button"
            aria-pressed={raw.value}
            onClick={() => {
              raw.value = !raw.value;
            }}
          >
            {raw.value ? "Tidy" : "As it came"}
          </button>
        )}
      </header>
      {body === "" ? (
        <p class="quiet none">Empty</p>
      ) : (
        <div class="code-box">
          <CopyButton text={body} what="the answer" />
          <Code text={shown} marked={raw.value ? lines : []} />
        </div>
      )}
      <Disclosure title="Headers" count={headers.length} testId="inspector-answer-headers">
        <NameValueTable rows={headers} label="Headers of the answer" />
      </Disclosure>
    </div>
  );
}

function Code({ text, marked }: { text: string; marked: readonly number[] }): JSX.Element {
  return (
    <pre class="source" data-testid="inspector-answer-body">
      {text.split("\n").map((line, index) => (
        <span key={index} class="source-line" data-marked={marked.includes(index + 1) || undefined}>
          {xmlParts(line).map(({ kind, text: part }, at) => (
            <span key={at} class={`xml-${kind}`}>
              {part}
            </span>
          ))}
          {"\n"}
        </span>
      ))}
    </pre>
  );
}
