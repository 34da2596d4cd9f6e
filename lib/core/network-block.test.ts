import { BlockList } from "node:net";
import fc from "fast-check";
import { expect, test } from "vitest";
import { networkBlock } from "./network-block";

const usage = { ipv4: 24, ipv6: 48 } as const;
const throttle = { ipv4: 32, ipv6: 64 } as const;

test.each([
  ["192.0.2.77", usage, "192.0.2.0/24"],
  ["192.0.2.77", throttle, "192.0.2.77/32"],
  ["10.255.255.255", { ipv4: 8, ipv6: 16 } as const, "10.0.0.0/8"],
  ["2001:db8:1:2:3:4:5:6", usage, "2001:db8:1::/48"],
  ["2001:DB8:0001:0002::6", throttle, "2001:db8:1:2::/64"],
  ["::1", usage, "0:0:0::/48"],
  ["fe80::", throttle, "fe80:0:0:0::/64"],
  ["64:ff9b::192.0.2.33", { ipv4: 32, ipv6: 128 } as const, "64:ff9b:0:0:0:0:c000:221/128"],
  ["not an address", usage, "not an address"],
])("%s is in %j: %s", (address, bits, block) => {
  expect(networkBlock(address, bits)).toBe(block);
});

test("every address is in the block that it is given, in whatever spelling, or two callers would be one", () => {
  fc.assert(
    fc.property(fc.oneof(fc.ipV4(), fc.ipV6()), fc.constantFrom(usage, throttle), (address, bits) => {
      const [network = "", length] = networkBlock(address, bits).split("/");
      const family = address.includes(":") ? "ipv6" : "ipv4";
      const list = new BlockList();
      list.addSubnet(network, Number(length), family);
      expect(list.check(address, family), `${address} is not in ${network}/${length}`).toBe(true);
    }),
    { numRuns: 500 },
  );
});
