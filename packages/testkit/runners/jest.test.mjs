import { conversation, expected } from "./conversation.mjs";

test("a conversation", async () => {
  expect(await conversation()).toEqual(expected);
});
