import { createEmulator } from "emulate";

/**
 * The peer, for its part of an exchange: it keeps the message in memory and posts the signed webhook;
 * what the app answers it does not run. Its only entrance is HTTP.
 *
 * @param accountSid
 * @param authToken
 * @param webhookUrl
 */
export async function startEmulate({ accountSid, authToken, webhookUrl }) {
  const to = "+15551234567";
  const emulator = await createEmulator({
    service: "twilio",
    port: 0,
    seed: {
      twilio: {
        account: { sid: accountSid, auth_token: authToken },
        phone_numbers: [{ phone_number: to, sms_url: webhookUrl }],
      },
    },
  });
  const url = `${emulator.url}/_twilio/simulate/inbound-message`;
  const authorization = `Basic ${Buffer.from(`${accountSid}:${authToken}`).toString("base64")}`;
  return {
    /** Resolves once the app has answered. */
    async receives(from) {
      const body = new URLSearchParams({ From: from, To: to, Body: "Hello there" });
      const answer = await fetch(url, { method: "POST", headers: { authorization }, body });
      if (answer.status !== 201) throw new Error(`${answer.status}: ${await answer.text()}`);
      await answer.body?.cancel();
    },
    close: () => emulator.close(),
  };
}
