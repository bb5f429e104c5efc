import type { WebhookClient } from "@repartee/runtime";
import type { LocalApp } from "./local-app.ts";

/** A webhook client that asks the app where it listens, not where it was assumed to. */
export function askWhereItIs(client: WebhookClient, app: Pick<LocalApp, "locate">): WebhookClient {
  return {
    publicUrl: (url) => client.publicUrl(app.locate(url)),
    send: (request) => client.send({ ...request, url: app.locate(request.url) }),
    get isClosed() {
      return client.isClosed;
    },
    close: () => client.close(),
  };
}
