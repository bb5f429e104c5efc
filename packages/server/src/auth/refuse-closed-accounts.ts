import type { Configuration, ConfiguredResource, ResourceDraft } from "@repartee/send-core";
import { RestError } from "../http/rest-error.ts";

/**
 * A configuration that creates nothing for a closed account. An account may be closed after a request
 * was authenticated, so the commit that creates the resource checks again.
 *
 * A `change` rejects with RestError 20403 for a resource of a closed account.
 */
export function refuseClosedAccounts(configuration: Configuration): Configuration {
  return {
    ...configuration,
    change: (work) =>
      configuration.change((draft) => {
        function checked<T extends ConfiguredResource>(
          resources: ResourceDraft<T>,
          ownerOf: (resource: T) => string = ({ accountSid }) => accountSid,
        ): Pick<ResourceDraft<T>, "add"> {
          return {
            add(resource) {
              const owner = ownerOf(resource);
              if (draft.accounts.find(owner)?.status === "closed") {
                throw new RestError(20403, `Account ${owner} is closed: use an active account.`);
              }
              resources.add(resource);
            },
          };
        }
        const { accounts, keys, numbers, applications } = draft;
        const { services, addresses, callerIds, usageTriggers } = draft;
        return work({
          accounts: { ...accounts, ...checked(accounts, ({ ownerSid }) => ownerSid) },
          keys: { ...keys, ...checked(keys) },
          numbers: { ...numbers, ...checked(numbers) },
          applications: { ...applications, ...checked(applications) },
          services: { ...services, ...checked(services) },
          addresses: { ...addresses, ...checked(addresses) },
          callerIds: { ...callerIds, ...checked(callerIds) },
          usageTriggers: { ...usageTriggers, ...checked(usageTriggers) },
        });
      }),
  };
}
