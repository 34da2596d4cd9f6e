import { BlockList, isIP } from "node:net";

/** `server.ts` writes the socket's address here for Next, which shows pages no socket; it overwrites what a client sent. */
export const socketAddressHeader = "x-watchword-socket-address";

/**
 * Whose request it is: the one rule for both doors.
 * X-Forwarded-For is read from its right end, and only as far as trusted proxies wrote it: the rest is the client's own word (SECURITY.md W4).
 * @param socketAddress the other end of the connection.
 * @param forwardedFor the X-Forwarded-For header, joined by commas where there are several.
 * @param trustedProxies addresses and CIDR blocks, as in TRUSTED_PROXIES; what is neither is passed over.
 * @returns an address without IPv4-in-IPv6 prefix or zone, or null where the socket has none.
 */
export function clientAddress(
  socketAddress: string | null,
  forwardedFor: string | null,
  trustedProxies: readonly string[],
): string | null {
  let address = plain(socketAddress ?? "");
  if (!address) return null;
  if (trustedProxies.length === 0) return address;
  const trusted = blockListOf(trustedProxies);
  const hops = (forwardedFor ?? "").split(",");
  while (hops.length > 0 && trusted.check(address, familyOf(address))) {
    const hop = plain(hops.pop() ?? "");
    if (!hop) break;
    address = hop;
  }
  return address;
}

const familyOf = (address: string) => (isIP(address) === 6 ? "ipv6" : "ipv4");

/** The last one that was looked at: a connection brings many requests. */
let last: { text: string; address: string | null } = { text: "", address: null };

/** The bare address: `::ffff:10.0.0.1`, `fe80::1%eth0` and ` 10.0.0.1 ` lose what is not theirs; null where it is none. */
function plain(text: string): string | null {
  if (text !== last.text) last = { text, address: bare(text) };
  return last.address;
}

function bare(text: string): string | null {
  const address = text
    .trim()
    .replace(/^::ffff:(?=\d+\.)/i, "")
    .replace(/%.*$/, "");
  return isIP(address) ? address : null;
}

const blockLists = new WeakMap<readonly string[], BlockList>();

/** Made once for each list: the settings are one, and this is asked on every request. */
function blockListOf(entries: readonly string[]): BlockList {
  const known = blockLists.get(entries);
  if (known) return known;
  const list = toBlockList(entries);
  blockLists.set(entries, list);
  return list;
}

function toBlockList(entries: readonly string[]): BlockList {
  const list = new BlockList();
  for (const entry of entries) {
    const [text = "", bits] = entry.split("/");
    const address = plain(text);
    if (!address) continue;
    if (bits === undefined) list.addAddress(address, familyOf(address));
    else if (/^\d{1,3}$/.test(bits) && Number(bits) <= (isIP(address) === 6 ? 128 : 32)) {
      list.addSubnet(address, Number(bits), familyOf(address));
    }
  }
  return list;
}
