import { redactUrls } from "@repartee/protocol";
import type { ExchangeRequest } from "./exchange.ts";

/** The request as it is stored and shown: without the user info of URLs. Message bodies stay. */
export function redactRequest(request: ExchangeRequest): ExchangeRequest {
  const { url, headers, params, signedString, response } = request;
  return {
    ...request,
    url: redactUrls(url),
    headers: redactPairs(headers),
    params: redactPairs(params),
    // It begins with the URL; the fields behind it are those of `params`.
    signedString: signedString && redactUrls(url) + signedString.slice(url.length),
    response: response && {
      ...response,
      headers: redactPairs(response.headers),
      body: redactUrls(response.body),
    },
  };
}

type Pairs = readonly (readonly [name: string, value: string])[];

function redactPairs(pairs: Pairs): Pairs {
  return pairs.map((pair) => {
    const [name, value] = pair;
    const redacted = name === "Body" ? value : redactUrls(value);
    return redacted === value ? pair : [name, redacted];
  });
}
