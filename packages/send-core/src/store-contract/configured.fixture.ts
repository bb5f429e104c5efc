import { createSid } from "@repartee/protocol";
import { type ConfiguredNumber, type ConfiguredService, type PoolMember, serviceDefaults } from "../index.ts";
import { accountSid, now } from "./stored.fixture.ts";

export function configuredNumber(address = "+15005550006"): ConfiguredNumber {
  return {
    sid: createSid("PN"),
    accountSid,
    address,
    type: "long-code",
    friendlyName: "Front desk",
    sms: true,
    mms: true,
    smsUrl: "http://localhost/sms",
    smsMethod: "POST",
    smsFallbackUrl: "",
    smsFallbackMethod: "POST",
    smsApplicationSid: null,
    statusCallback: "",
    statusCallbackMethod: "POST",
    given: null,
    dateCreated: now,
    dateUpdated: now,
  };
}

export function configuredService(pool: readonly PoolMember[] = []): ConfiguredService {
  return {
    sid: createSid("MG"),
    accountSid,
    ...serviceDefaults,
    friendlyName: "Orders",
    pool,
    dateCreated: now,
    dateUpdated: now,
  };
}

export function poolOf(...addresses: readonly string[]): readonly PoolMember[] {
  return addresses.map((address) => ({ sid: createSid("PN"), address, dateCreated: now }));
}
