import { onTestFinished } from "vitest";
import { cookieStoreContract } from "../../runtime/src/cookies/cookie-store.contract.ts";
import { openSqliteStore } from "./open-sqlite-store.ts";

cookieStoreContract("sqlite", () => {
  const store = openSqliteStore({ file: ":memory:" });
  onTestFinished(store.close);
  return store.cookies;
});
