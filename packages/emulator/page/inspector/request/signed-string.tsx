import type { JSX } from "preact";
import type { RequestView } from "../../../src/api/api-types.ts";
import { CopyButton } from "../../copy-button.tsx";

interface SignedStringProps {
  readonly request: RequestView;
  readonly signedString: string;
}

/** The exact string that was signed, its parts told apart by colour where that is possible. */
export function SignedString({ request, signedString }: SignedStringProps): JSX.Element {
  const parts = signedParts(request, signedString);
  return (
    <>
      <div class="code-box">
        <CopyButton text={signedString} what="the string that was signed" />
        <pre class="signed">
          {parts?.map(({ kind, text }, index) => (
            <span key={index} class={`signed-${kind}`}>
              {text}
            </span>
          )) ?? signedString}
        </pre>
      </div>
      <p class="explain">
        The URL as the platform knows it, then each parameter in the order of the names, name and
        value without anything between. Its HMAC-SHA1 with the auth token, in Base64, is the
        signature.
      </p>
    </>
  );
}

interface Part {
  readonly kind: "url" | "name" | "value";
  readonly text: string;
}

/** Which part is what; `undefined` when the string is not put together as expected. */
function signedParts(
  { url, params }: RequestView,
  signedString: string,
): readonly Part[] | undefined {
  const pairs = params.toSorted(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  const parts: readonly Part[] = [
    { kind: "url", text: url },
    ...pairs.flatMap(([name, value]): Part[] => [
      { kind: "name", text: name },
      { kind: "value", text: value },
    ]),
  ];
  return parts.map(({ text }) => text).join("") === signedString ? parts : undefined;
}
