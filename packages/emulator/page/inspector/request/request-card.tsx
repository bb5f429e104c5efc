import type { JSX } from "preact";
import type { RequestView } from "../../../src/api/api-types.ts";
import { CopyButton } from "../../copy-button.tsx";
import { formatDuration } from "../../format.ts";
import { Disclosure, Section } from "../../section.tsx";
import { toCurl } from "./curl.ts";
import { NameValueTable } from "./name-value-table.tsx";
import { Answer } from "./response.tsx";
import { SignedString } from "./signed-string.tsx";

const titles: Readonly<Record<RequestView["cause"], string>> = {
  webhook: "Signed request",
  "http-redirect": "Request, after an HTTP redirect",
  redirect: "Request, after a Redirect",
  fallback: "Request to the fallback",
  action: "Request to an action URL",
  callback: "Status callback",
  api: "Call of the API",
};

interface RequestCardProps {
  readonly request: RequestView;
  /** Lines of the answer that notices point at. */
  readonly lines: readonly number[];
}

/** One HTTP request: what was sent, what was signed, and what came back. */
export function RequestCard({ request, lines }: RequestCardProps): JSX.Element {
  const { cause, method, url, headers, params, signed_string, duration_ms, response } = request;
  const isCall = cause === "api";
  return (
    <Section
      title={titles[cause]}
      testId="inspector-request"
      aside={
        !isCall && (
          <CopyButton
            text={toCurl(request)}
            what="the request as a curl command"
            label="Copy as curl"
          />
        )
      }
    >
      <p class="request-line">
        <span class="method">{method}</span>
        <code>{url}</code>
        {response ? (
          <span class={`http-status http-${Math.floor(response.status / 100)}xx`}>
            {response.status}
          </span>
        ) : (
          <span class="http-status http-none">no answer</span>
        )}
        <span class="quiet">{formatDuration(duration_ms)}</span>
      </p>
      <Disclosure title="Parameters" count={params.length} testId="inspector-params">
        <NameValueTable rows={params} label="Parameters" />
      </Disclosure>
      <Disclosure title="Headers" count={headers.length} testId="inspector-headers">
        <NameValueTable rows={headers} label="Headers" />
      </Disclosure>
      {signed_string !== null && (
        <Disclosure title="The string that was signed" testId="inspector-signed-string">
          <SignedString request={request} signedString={signed_string} />
        </Disclosure>
      )}
      {response && !isCall && <Answer response={response} lines={lines} />}
    </Section>
  );
}
