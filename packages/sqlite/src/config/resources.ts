import type {
  Address,
  ApiKey,
  Application,
  CallerId,
  ConfigurationDraft,
  ConfiguredAccount,
  ConfiguredNumber,
  ConfiguredService,
  UsageTrigger,
} from "@repartee/send-core";
import type { Database } from "../engine/database.ts";
import type { Participant } from "../engine/group-commit.ts";
import { deleteStickyFrom } from "../sql/sticky.ts";
import { createResourceKind, type ResourceKind } from "./resource-kind.ts";

/** A draft of the whole configuration. */
export interface OpenConfigurationDraft {
  readonly draft: ConfigurationDraft;
  /** Writes the changes into the open transaction. */
  write(): void;
  /** Ends the draft: whatever uses it from now on fails. */
  end(): void;
}

/** The resources of all kinds. */
export interface Resources extends Participant {
  readonly accounts: ResourceKind<ConfiguredAccount>;
  readonly keys: ResourceKind<ApiKey>;
  readonly applications: ResourceKind<Application>;
  readonly numbers: ResourceKind<ConfiguredNumber>;
  readonly services: ResourceKind<ConfiguredService>;
  readonly addresses: ResourceKind<Address>;
  readonly callerIds: ResourceKind<CallerId>;
  readonly usageTriggers: ResourceKind<UsageTrigger>;
  open(): OpenConfigurationDraft;
}

export function createResources(db: Database): Resources {
  const accounts = createResourceKind<ConfiguredAccount>(db, "account");
  const keys = createResourceKind<ApiKey>(db, "key");
  const applications = createResourceKind<Application>(db, "application");
  const numbers = createResourceKind<ConfiguredNumber>(db, "number", {
    keysOf: ({ address }) => [address],
  });
  const services = createResourceKind<ConfiguredService>(db, "service", {
    keysOf: ({ pool }) => pool.map(({ address }) => address),
    onChange: (before, after) => forgetSticky(db, before, after),
  });
  const addresses = createResourceKind<Address>(db, "address");
  const callerIds = createResourceKind<CallerId>(db, "caller-id");
  const usageTriggers = createResourceKind<UsageTrigger>(db, "usage-trigger");
  const named = {
    accounts,
    keys,
    applications,
    numbers,
    services,
    addresses,
    callerIds,
    usageTriggers,
  };
  const kinds = Object.values(named);

  function open(): OpenConfigurationDraft {
    const opened = {
      accounts: accounts.open(),
      keys: keys.open(),
      applications: applications.open(),
      numbers: numbers.open(),
      services: services.open(),
      addresses: addresses.open(),
      callerIds: callerIds.open(),
      usageTriggers: usageTriggers.open(),
    };
    return {
      draft: {
        accounts: opened.accounts.draft,
        keys: opened.keys.draft,
        applications: opened.applications.draft,
        numbers: { ...opened.numbers.draft, findAddress: opened.numbers.draft.findKey },
        services: { ...opened.services.draft, findBySender: opened.services.draft.findKey },
        addresses: opened.addresses.draft,
        callerIds: opened.callerIds.draft,
        usageTriggers: opened.usageTriggers.draft,
      },
      write() {
        for (const kind of Object.values(opened)) kind.write();
      },
      end() {
        for (const kind of Object.values(opened)) kind.end();
      },
    };
  }

  return {
    ...named,
    open,
    flush() {},
    committed() {
      for (const kind of kinds) kind.committed?.();
    },
    discard() {
      for (const kind of kinds) kind.discard();
    },
  };
}

/** A sender that has left the service is not remembered for any recipient. */
function forgetSticky(
  db: Database,
  before: ConfiguredService,
  after: ConfiguredService | undefined,
): void {
  const stays = new Set(after?.pool.map(({ address }) => address));
  for (const { address } of before.pool) {
    if (!stays.has(address)) db.prepare(deleteStickyFrom).run(before.sid, address);
  }
}
