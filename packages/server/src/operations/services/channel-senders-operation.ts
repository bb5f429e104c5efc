import type { Configuration } from "@repartee/send-core";
import { findOwned } from "../../http/find-owned.ts";
import type { Operation } from "../../http/operation.ts";
import { pagesOf } from "../../http/page-token.ts";
import { answerPage } from "../../http/paging.ts";

/** Lists the channel senders of a service: none, because SMS and MMS are the only channels. */
export function channelSendersOperation(configuration: Configuration): Operation {
  return {
    product: "messaging",
    method: "GET",
    path: "/v1/Services/{MessagingServiceSid}/ChannelSenders",
    differs: "always empty: there are no channels other than SMS and MMS here",
    async run(call) {
      await findOwned(configuration.services, call, "MessagingServiceSid");
      return answerPage(call, { key: "senders", read: pagesOf([]), write: (sender) => sender });
    },
  };
}
