import assert from "node:assert/strict";
import { test } from "node:test";
import { conversation, expected } from "./conversation.mjs";

test("a conversation", async () => {
  assert.deepEqual(await conversation(), expected);
});
