import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { buildApi } from "@/lib/api/app";
import { rawRequest } from "@/lib/api/testing/raw-request";
import { guardedAccount } from "@/lib/testing/guarded-account";

const app = await buildApi();
const account = await guardedAccount();
const { passcode } = await account.createPasscode();
let port: number;
beforeAll(async () => {
  await app.listen({ port: 0, host: "127.0.0.1" });
  port = (app.server.address() as AddressInfo).port;
});
afterAll(() => app.close());

const url = "/v1/connect?partner=demo";
const invalid = '{"status":"fail","error":"Invalid Credentials","code":401}';

describe("over a socket, GET /v1/connect", () => {
  const send = (headers: string, method = "GET") =>
    rawRequest(port, `${method} ${url} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n${headers}\r\n`);
  const idHeader = `X-CleverTap-Account-Id: ${account.id}\r\n`;
  const passcodeHeader = `X-CleverTap-Passcode: ${passcode}\r\n`;

  test("takes a header that is sent twice with the same value for one", async () => {
    expect((await send(idHeader + passcodeHeader + passcodeHeader + idHeader)).status).toBe(200);
  });

  test("refuses a header that is sent twice with different values, though Node would join them", async () => {
    const twice = await send(`${idHeader + passcodeHeader}X-CleverTap-Passcode: x\r\n`);
    expect([twice.status, twice.body]).toEqual([400, '{"status":"fail","error":"Multiple Credentials","code":400}']);
    const twoIds = await send(`${idHeader}X-CleverTap-Account-Id: x\r\n${passcodeHeader}`);
    expect(twoIds.status).toBe(400);
    const auth = await send(
      `${idHeader + passcodeHeader}Authorization: Bearer ${passcode}\r\nAuthorization: Bearer x\r\n`,
    );
    expect(auth.status).toBe(400);
  });

  test("ignores blanks and tabs around a value, which HTTP does not count to it (RFC 9110 5.5), and no others", async () => {
    expect((await send(`${idHeader}X-CleverTap-Passcode: \t ${passcode} \t \r\n`)).status).toBe(200);
    for (const odd of ["\u00a0", "\u0085", "\u000b", "\u000c", "\u0000", "\n", "\r", "\r\n ", "%0A"]) {
      const response = await send(`${idHeader}X-CleverTap-Passcode: ${passcode}${odd}\r\n`);
      expect([400, 401], `${JSON.stringify(odd)}: ${response.status}`).toContain(response.status);
    }
  });

  test("answers HEAD as GET without the body, refusals too", async () => {
    const good = await send(idHeader + passcodeHeader, "HEAD");
    expect([good.status, good.body, good.headers["content-length"]]).toEqual([200, "", "20"]);
    const bad = await send("", "HEAD");
    expect([bad.status, bad.body, bad.headers["content-length"]]).toEqual([401, "", String(invalid.length)]);
  });
});
