import { isIPv4, isIPv6 } from "node:net";

/** Leading bits that are kept: IPv4 in whole octets, IPv6 in groups of 16. */
export type BlockBits = { ipv4: 8 | 16 | 24 | 32; ipv6: 16 | 32 | 48 | 64 | 128 };

/**
 * The network that an address stands for, so that one household or server is one caller: `192.0.2.0/24`, `2001:db8:1::/48`.
 *
 * @param address without zone and without IPv4-in-IPv6 prefix, as `clientAddress` gives it. What is no address stays as it is.
 */
export function networkBlock(address: string, bits: BlockBits): string {
  if (isIPv4(address)) {
    const kept = address.split(".").slice(0, bits.ipv4 / 8);
    return `${[...kept, "0", "0", "0", "0"].slice(0, 4).join(".")}/${bits.ipv4}`;
  }
  if (!isIPv6(address)) return address;
  const kept = groupsOf(address).slice(0, bits.ipv6 / 16);
  return `${kept.join(":")}${bits.ipv6 === 128 ? "" : "::"}/${bits.ipv6}`;
}

/** The eight groups of an IPv6 address in one spelling: lower case, no leading zeros, `::` written out. */
function groupsOf(address: string): string[] {
  const [left = "", right] = address.toLowerCase().split("::");
  const head = groupsIn(left);
  if (right === undefined) return head;
  const tail = groupsIn(right);
  return [...head, ...new Array<string>(8 - head.length - tail.length).fill("0"), ...tail];
}

function groupsIn(part: string): string[] {
  return part.split(":").filter(Boolean).flatMap(toGroups);
}

/** The last 32 bits may be written as an IPv4 address. */
function toGroups(text: string): string[] {
  if (!text.includes(".")) return [Number.parseInt(text, 16).toString(16)];
  const [a = 0, b = 0, c = 0, d = 0] = text.split(".").map(Number);
  return [(a * 256 + b).toString(16), (c * 256 + d).toString(16)];
}
