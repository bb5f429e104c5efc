import { onTestFinished } from "vitest";
import { acceptingContract } from "./store-contract/accepting.contract.ts";
import { callbacksContract } from "./store-contract/callbacks.contract.ts";
import { configurationContract } from "./store-contract/configuration.contract.ts";
import { dispatchingContract } from "./store-contract/dispatching.contract.ts";
import { findingContract } from "./store-contract/finding.contract.ts";
import { handsetCopiesContract } from "./store-contract/handset-copies.contract.ts";
import { mediaContract } from "./store-contract/media.contract.ts";
import { movingContract } from "./store-contract/moving.contract.ts";
import { optOutsContract } from "./store-contract/opt-outs.contract.ts";
import type { ContractStore } from "./store-contract/stored.fixture.ts";

export {
  configuredNumber,
  configuredService,
  poolOf,
} from "./store-contract/configured.fixture.ts";
export type { ContractStore } from "./store-contract/stored.fixture.ts";

/** What every store must do. `open` makes an empty one. */
export function storeContract(name: string, open: () => Promise<ContractStore>): void {
  async function opened(): Promise<ContractStore> {
    const contract = await open();
    onTestFinished(contract.remove);
    return contract;
  }

  acceptingContract(name, opened);
  mediaContract(name, opened);
  movingContract(name, opened);
  dispatchingContract(name, opened);
  callbacksContract(name, opened);
  optOutsContract(name, opened);
  findingContract(name, opened);
  handsetCopiesContract(name, opened);
  configurationContract(name, opened);
}
