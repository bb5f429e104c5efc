import type { UsageParts } from "@repartee/send-core/usage";
import type { Operation } from "../http/operation.ts";
import { RestError } from "../http/rest-error.ts";
import { type AccountParts, accountOperations } from "./accounts/account-operations.ts";
import { addressOperations } from "./addresses/address-operations.ts";
import { applicationOperations } from "./applications/application-operations.ts";
import { callerIdOperations } from "./caller-ids/caller-id-operations.ts";
import { keyOperations } from "./keys/key-operations.ts";
import { laterOperations } from "./later/later-operations.ts";
import { type LookupParts, lookupOperations } from "./lookups/lookup-operations.ts";
import { mediaOperations } from "./messages/media-operations.ts";
import { type MessageOperationParts, messageOperations } from "./messages/message-operations.ts";
import { retiredMessageOperations } from "./messages/retired-operations.ts";
import { type AlertParts, alertOperations } from "./monitor/alert-operations.ts";
import { type EventParts, eventOperations } from "./monitor/event-operations.ts";
import { type RecordingParts, recordChanges } from "./monitor/record-changes.ts";
import { type NumberSearchParts, searchOperations } from "./number-search/search-operations.ts";
import { type NumberParts, numberOperations } from "./numbers/number-operations.ts";
import { type PricingParts, pricingOperations } from "./pricing/pricing-operations.ts";
import { channelSendersOperation } from "./services/channel-senders-operation.ts";
import { serviceOperations } from "./services/service-operations.ts";
import {
  type ServiceSenderParts,
  serviceSenderOperations,
} from "./services/service-sender-operations.ts";
import { usecaseOperation } from "./services/usecase-operation.ts";
import { type TriggerParts, triggerOperations } from "./usage/trigger-operations.ts";
import { usageOperations } from "./usage/usage-operations.ts";

/** What the operations work with. */
export interface OperationParts
  extends MessageOperationParts,
    NumberParts,
    NumberSearchParts,
    ServiceSenderParts,
    AccountParts,
    AlertParts,
    EventParts,
    RecordingParts,
    TriggerParts,
    PricingParts,
    LookupParts,
    UsageParts {}

/** All operations of the API. */
export function createOperations(parts: OperationParts): readonly Operation[] {
  const operations = [
    ...messageOperations(parts),
    ...retiredMessageOperations(parts),
    ...mediaOperations(parts),
    ...searchOperations(parts),
    ...numberOperations(parts),
    ...applicationOperations(parts),
    ...addressOperations(parts),
    ...callerIdOperations(parts),
    ...accountOperations(parts),
    ...keyOperations(parts),
    ...usageOperations(parts),
    ...triggerOperations(parts),
    usecaseOperation,
    ...serviceOperations(parts),
    ...serviceSenderOperations(parts),
    ...alertOperations(parts),
    ...eventOperations(parts),
    ...pricingOperations(parts),
    ...lookupOperations(parts),
    channelSendersOperation(parts.configuration),
    ...laterOperations,
  ];
  return recordChanges(operations, parts).map(barTestCredentials);
}

// Test credentials create messages and buy numbers: Twilio, "Test credentials",
// twilio.com/docs/iam/test-credentials.
const forTests =
  /^\/2010-04-01\/Accounts\/\{AccountSid\}\/((SMS\/)?Messages|IncomingPhoneNumbers(\/\w+)?)$/;

/** Refuses test credentials wherever they cannot be used. */
function barTestCredentials(operation: Operation): Operation {
  const { method, path, run } = operation;
  if (method === "POST" && forTests.test(path)) return operation;
  return {
    ...operation,
    async run(call) {
      if (!call.caller.isTest) return run(call);
      throw new RestError(20008, "This resource cannot be used with test credentials.");
    },
  };
}
