import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { storeContract } from "@repartee/send-core/contract";
import { openSqliteStore } from "./open-sqlite-store.ts";

storeContract("sqlite", async () => {
  const folder = mkdtempSync(join(tmpdir(), "repartee-sqlite-"));
  const file = join(folder, "contract.db");
  let store = openSqliteStore({ file });
  return {
    store,
    async reopen() {
      await store.close();
      store = openSqliteStore({ file });
      return store;
    },
    async remove() {
      await store.close();
      rmSync(folder, { recursive: true });
    },
  };
});
