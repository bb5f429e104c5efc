import ipaddr from "ipaddr.js";

/** What kind of network an address belongs to; only `public` ones are reached without being asked to. */
export type AddressClass = "public" | "loopback" | "private" | "link-local" | "reserved";

const byRange: Readonly<Record<string, AddressClass>> = {
  unicast: "public",
  loopback: "loopback",
  private: "private",
  uniqueLocal: "private",
  carrierGradeNat: "private",
  linkLocal: "link-local",
};

/** Tells the class of an IP address in any spelling; what is no address is `reserved`. */
export function classifyAddress(address: string): AddressClass {
  const literal = address.replace(/^\[(.*)\]$/, "$1");
  if (!ipaddr.isValid(literal)) return "reserved";
  const parsed = ipaddr.parse(literal);
  if (parsed.kind() === "ipv4") return byRange[parsed.range()] ?? "reserved";
  return classifyIpv6(ipaddr.IPv6.parse(literal));
}

function classifyIpv6(address: ipaddr.IPv6): AddressClass {
  if (address.range() === "loopback") return "loopback";
  // Forms that carry an IPv4 address are what that address is: a gateway would lead there.
  const embedded = embeddedIpv4(address);
  if (embedded) {
    const inner = byRange[embedded.range()] ?? "reserved";
    return inner === "public" && address.range() === "unicast" ? "reserved" : inner;
  }
  return byRange[address.range()] ?? "reserved";
}

function embeddedIpv4(address: ipaddr.IPv6): ipaddr.IPv4 | undefined {
  const { parts } = address;
  const from = (high: number | undefined, low: number | undefined, flip = 0) => {
    const [a = 0, b = 0] = [(high ?? 0) ^ flip, (low ?? 0) ^ flip];
    return new ipaddr.IPv4([a >> 8, a & 0xff, b >> 8, b & 0xff]);
  };
  if (address.isIPv4MappedAddress()) return address.toIPv4Address();
  const isPrefix = (...prefix: readonly number[]) =>
    prefix.every((part, index) => parts[index] === part);
  // ::/96, the deprecated "compatible" form, which reads as plain unicast.
  if (isPrefix(0, 0, 0, 0, 0, 0)) return from(parts[6], parts[7]);
  // NAT64 (RFC 6052), also with its local prefix (RFC 8215).
  if (isPrefix(0x64, 0xff9b)) return from(parts[6], parts[7]);
  // 6to4 (RFC 3056).
  if (isPrefix(0x2002)) return from(parts[1], parts[2]);
  // Teredo (RFC 4380): the client's address is stored inverted.
  if (isPrefix(0x2001, 0)) return from(parts[6], parts[7], 0xffff);
  return undefined;
}
