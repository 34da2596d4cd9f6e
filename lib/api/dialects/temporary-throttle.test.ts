import { afterAll, expect, test, vi } from "vitest";
import { buildApi } from "@/lib/api/app";
import {
  accountKeyOf,
  authToken,
  call,
  exchange,
  refusal,
  seenOf,
  temporaryTokenOf,
} from "@/lib/api/testing/temporary-token";
import { guardedAccount } from "@/lib/testing/guarded-account";

vi.hoisted(() => {
  process.env.LOGIN_FAILURES_PER_ADDRESS_MAX = "4";
});

const app = await buildApi();
afterAll(() => app.close());
const account = await guardedAccount();
const [key, token] = [await accountKeyOf(app, account), await temporaryTokenOf(app, account)];
let host = 0;
const address = () => `2001:db8:7:${++host}::1`;

test("after as many wrong keys from one address each waits, the right one too; from elsewhere it is taken (A2)", async () => {
  const here = address();
  for (let n = 1; n <= 4; n++) expect((await exchange(app, `wrong ${n}`, here)).statusCode, `attempt ${n}`).toBe(401);
  const answer = await exchange(app, key, here);
  expect(seenOf(answer)).toEqual(refusal(429, "too many requests"));
  expect(Number(answer.headers["retry-after"])).toBeGreaterThan(0);
  const tunnelled = { body: { data: { api_key: "x" }, verb: "PUT" }, remoteAddress: here };
  expect((await call(app, "POST", "/v1/api_auth", tunnelled)).statusCode, "a way round it").toBe(429);
  expect((await exchange(app, key, address())).statusCode).toBe(201);
  const read = { headers: authToken(token), remoteAddress: here };
  expect((await call(app, "GET", "/v1/token_auth", read)).statusCode, "a live token is affected").toBe(200);
});

test("what is no string counts as well", async () => {
  const here = address();
  for (const wrong of [null, 1, [], {}]) expect((await exchange(app, wrong, here)).statusCode).toBe(401);
  expect((await exchange(app, key, here)).statusCode).toBe(429);
});

test("right keys cost nothing, and give back nobody's failures but their own", async () => {
  const here = address();
  for (let n = 1; n <= 3; n++) await exchange(app, "wrong", here);
  expect((await exchange(app, key, here)).statusCode).toBe(201);
  expect((await exchange(app, "wrong", here)).statusCode).toBe(401);
  expect((await exchange(app, key, here)).statusCode, "a success reset the address").toBe(429);
  const elsewhere = address();
  for (let n = 1; n <= 10; n++) expect((await exchange(app, key, elsewhere)).statusCode).toBe(201);
});
