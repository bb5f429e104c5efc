import { beforeAll, describe, expect, test } from "vitest";
import { account } from "./account.ts";
import { curl } from "./curl.ts";
import { errors } from "./errors.ts";
import { later } from "./later.ts";
import { numbers } from "./numbers.ts";
import { reading } from "./reading.ts";
import { refused } from "./refused.ts";
import { sending } from "./sending.ts";
import { services } from "./services.ts";
import { isRefused, startWorld, type World, works } from "./snippet.ts";

// Calls as Twilio's documentation for Programmable Messaging spells them, against one platform.

let world: World;
const the = () => world;

beforeAll(async () => {
  world = await startWorld();
  return () => world.platform.close();
});

describe("sending", () => works(the, sending));
describe("services", () => works(the, services));
describe("numbers", () => works(the, numbers));
describe("lookups, usage and the account", () => works(the, account));
describe("refused by Twilio too", () => isRefused(the, refused));
describe("error handling", () => works(the, errors));
describe("refused until it is simulated", () => isRefused(the, later));
describe("curl", () => curl(the));
describe("reading, changing and deleting", () => works(the, reading));

test("the corpus does not shrink", () => {
  const working = [sending, services, numbers, account, reading, refused, errors].flat();
  expect(working.length).toBeGreaterThanOrEqual(137);
  expect(later.length).toBeLessThanOrEqual(11);
});
