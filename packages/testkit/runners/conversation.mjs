import { startPlatform } from "@repartee/testkit";

const hour = 3_600_000;

/** One conversation on a clock that stands still, whoever runs it. */
export async function conversation() {
  const platform = await startPlatform({
    clock: "virtual",
    network: { latency: { min: hour, max: hour } },
    webhook: async (request) => {
      const fields = new URLSearchParams(await request.text());
      return new Response(`You said ${fields.get("Body")}`);
    },
  });
  try {
    const phone = platform.phone("+14155550100");
    const began = platform.clock.now();
    const sent = await phone.sends("Hi");
    const { requests } = await sent.exchange();
    await platform.clock.advance(hour + 1_000);
    const { body } = await phone.receives({ matching: /said/ });
    const missing = await phone.receives({ timeout: 10 }).catch((error) => error.code);
    return {
      status: requests[0]?.response?.status,
      body,
      missing,
      elapsed: platform.clock.now() - began >= hour,
    };
  } finally {
    await platform.close();
  }
}

export const expected = {
  status: 200,
  body: "You said Hi",
  missing: "message_missing",
  elapsed: true,
};
