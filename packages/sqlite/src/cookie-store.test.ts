import { expect, onTestFinished, test } from "vitest";
import { openSqliteStore } from "./open-sqlite-store.ts";

test("cookies are kept for their pair of numbers, replaced, and forgotten once they expired", async () => {
  const store = openSqliteStore({ file: ":memory:" });
  onTestFinished(() => store.close());
  const { cookies } = store;
  await cookies.save("+1", "+2", { content: "a", expiresAt: 10 }, 1);
  await cookies.save("+2", "+1", { content: "b", expiresAt: 20 }, 1);
  await cookies.save("+2", "+1", { content: "c", expiresAt: 20 }, 2);
  expect(await cookies.find("+1", "+2")).toEqual({ content: "a", expiresAt: 10 });
  expect(await cookies.find("+2", "+1")).toEqual({ content: "c", expiresAt: 20 });
  await cookies.save("+3", "+1", { content: "d", expiresAt: 30 }, 10);
  expect(await cookies.find("+1", "+2")).toBeUndefined();
  expect(await cookies.find("+2", "+1")).toEqual({ content: "c", expiresAt: 20 });
});
