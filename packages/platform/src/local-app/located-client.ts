import type { WebhookClient } from "@repartee/runtime";
import type { Locate } from "@repartee/send-core";

/** A webhook client that finds where a URL leads when it sends a request, not earlier. */
export function locatedClient(client: WebhookClient, locate: Locate): WebhookClient {
  return {
    publicUrl: (url) => client.publicUrl(locate(url)),
    send: (request) => client.send({ ...request, url: locate(request.url) }),
    get isClosed() {
      return client.isClosed;
    },
    close: () => client.close(),
  };
}
