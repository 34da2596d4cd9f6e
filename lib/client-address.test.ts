import { expect, test } from "vitest";
import { clientAddress } from "./client-address";

const proxies = ["10.0.0.0/8", "::1", "2001:db8::/32"];

test("without a trusted proxy the header is the client's own word", () => {
  expect(clientAddress("203.0.113.9", "198.51.100.1", [])).toBe("203.0.113.9");
  expect(clientAddress("203.0.113.9", "198.51.100.1", proxies)).toBe("203.0.113.9");
});

test("behind trusted proxies the last address that none of them has is the client's", () => {
  expect(clientAddress("10.0.0.1", "198.51.100.1", proxies)).toBe("198.51.100.1");
  expect(clientAddress("10.0.0.1", "1.1.1.1, 198.51.100.1, 10.2.3.4", proxies)).toBe("198.51.100.1");
  expect(clientAddress("::1", "2001:db8::7", proxies)).toBe("2001:db8::7");
  expect(clientAddress("::ffff:10.0.0.1", " ::ffff:198.51.100.1 ", proxies)).toBe("198.51.100.1");
});

test("garbage in the header ends the walk", () => {
  expect(clientAddress("10.0.0.1", "198.51.100.1, unknown", proxies)).toBe("10.0.0.1");
  expect(clientAddress("10.0.0.1", "", proxies)).toBe("10.0.0.1");
  expect(clientAddress("10.0.0.1", null, proxies)).toBe("10.0.0.1");
});

test("a broken entry among the trusted proxies trusts nobody", () => {
  expect(clientAddress("10.0.0.1", "198.51.100.1", ["10.0.0.0/99", "nonsense", "/8"])).toBe("10.0.0.1");
});

test("a socket without an address has none", () => {
  expect(clientAddress(null, "198.51.100.1", proxies)).toBeNull();
});
