import { beforeAll, describe, expect, test, vi } from "vitest";
import { startWorld, type World } from "../snippet.ts";
import { conversations } from "./conversations.ts";
import { failures } from "./failures.ts";
import { hosts } from "./hosts.ts";
import { media } from "./media.ts";
import { answers } from "./receiver.ts";
import { replies } from "./replies.ts";
import { signatures } from "./signatures.ts";

// Apps that receive messages, as Twilio's documentation and public tutorials publish them.

let world: World;
const the = () => world;

beforeAll(async () => {
  world = await startWorld({ limitReplyRate: false });
  const service = world.client.messaging.v1.services(world.sid.service);
  await service.update({ useInboundWebhookOnNumber: true });
  vi.stubEnv("TWILIO_ACCOUNT_SID", world.platform.account.sid);
  vi.stubEnv("TWILIO_AUTH_TOKEN", world.platform.account.authToken);
  return async () => {
    vi.unstubAllEnvs();
    await world.platform.close();
  };
}, 60_000);

describe("replies", () => answers(the, replies));
describe("signatures", () => answers(the, signatures));
describe("media", () => answers(the, media));
describe("conversations", () => answers(the, conversations));
describe("hosts", () => answers(the, hosts));
describe("failures and fallbacks", () => answers(the, failures));

test("the corpus does not shrink", () => {
  const all = [replies, signatures, media, conversations, hosts, failures];
  expect(all.flatMap((receivers) => Object.keys(receivers)).length).toBeGreaterThanOrEqual(69);
});
