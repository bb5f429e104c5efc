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

/**
 * Addresses from public ranges that clouds answer their own machines on, with secrets among the answers.
 * The other clouds use addresses that are link-local (169.254.169.254), private (fd00:ec2::254), shared
 * (100.100.100.200) or reserved (192.0.0.192).
 */
const cloudNetworks = [
  // Microsoft, "What is IP address 168.63.129.16?",
  // learn.microsoft.com/azure/virtual-network/what-is-ip-address-168-63-129-16
  "168.63.129.16/32",
  // IBM, "IBM Cloud IP ranges", service network, cloud.ibm.com/docs/infrastructure-hub
  "161.26.0.0/16",
  "166.8.0.0/14",
].map((network) => ipaddr.IPv4.parseCIDR(network));

/**
 * Returns the class of an IP address in any spelling. Text that is not an address, and addresses of no
 * other class (multicast, documentation, benchmarking …), are `reserved`.
 */
export function classifyAddress(address: string): AddressClass {
  const literal = address.replace(/^\[(.*)\]$/, "$1");
  if (!ipaddr.isValid(literal)) return "reserved";
  const parsed = ipaddr.parse(literal);
  return parsed instanceof ipaddr.IPv6 ? classifyIpv6(parsed) : classifyIpv4(parsed);
}

function classifyIpv4(address: ipaddr.IPv4): AddressClass {
  if (cloudNetworks.some((network) => address.match(network))) return "private";
  return byRange[address.range()] ?? "reserved";
}

function classifyIpv6(address: ipaddr.IPv6): AddressClass {
  if (address.range() === "loopback") return "loopback";
  const embedded = embeddedIpv4(address);
  if (embedded) {
    // A form that carries an IPv4 address is what that address is: a gateway would lead there.
    const inner = classifyIpv4(embedded.address);
    return inner === "public" && !embedded.inUse ? "reserved" : inner;
  }
  // Only 2000::/3 has been given out as global unicast; the rest has no name yet, or none at all.
  const isGlobal = ((address.parts[0] ?? 0) & 0xe000) === 0x2000;
  const kind = byRange[address.range()] ?? "reserved";
  return kind === "public" && !isGlobal ? "reserved" : kind;
}

interface Embedded {
  readonly address: ipaddr.IPv4;
  /** Does this form still lead to public servers? Mapped and NAT64 do; the others died out. */
  readonly inUse: boolean;
}

function embeddedIpv4(address: ipaddr.IPv6): Embedded | undefined {
  const { parts } = address;
  const from = (index: number, flip = 0): ipaddr.IPv4 => {
    const [high = 0, low = 0] = parts.slice(index, index + 2).map((part) => part ^ flip);
    return new ipaddr.IPv4([high >> 8, high & 0xff, low >> 8, low & 0xff]);
  };
  const isPrefix = (...prefix: readonly number[]) =>
    prefix.every((part, index) => parts[index] === part);
  if (isPrefix(0, 0, 0, 0, 0, 0xffff)) return { address: from(6), inUse: true };
  // NAT64 (RFC 6052). Its local prefix 64:ff9b:1::/48 (RFC 8215) is somebody's own network.
  if (isPrefix(0x64, 0xff9b, 0, 0, 0, 0)) return { address: from(6), inUse: true };
  // ::/96, the deprecated "compatible" form, and SIIT's translated form.
  if (isPrefix(0, 0, 0, 0, 0, 0)) return { address: from(6), inUse: false };
  if (isPrefix(0, 0, 0, 0, 0xffff, 0)) return { address: from(6), inUse: false };
  // 6to4 (RFC 3056).
  if (isPrefix(0x2002)) return { address: from(1), inUse: false };
  // Teredo (RFC 4380): the client's address is stored inverted.
  if (isPrefix(0x2001, 0)) return { address: from(6, 0xffff), inUse: false };
  return undefined;
}
