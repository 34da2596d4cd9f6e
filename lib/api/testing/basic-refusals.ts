import { expect } from "vitest";
import type { Api } from "@/lib/api/api";

type Answer = Awaited<ReturnType<Api["inject"]>>;

/** Version 1 of bad and missing credentials. */
export const unknownWords = "Invalid or missing credentials";
/** Version 1 of who is known and may not. */
export const knownWords = "Could not authenticate user";
const challenge = 'Basic realm="watchword", Bearer realm="watchword"';

/** A refusal of version 3, headers too. */
export async function expectV3(given: Answer | Promise<Answer>, status: number, key: string, what?: string) {
  const answer = await given;
  const error = [{ primaryErrorKey: key, otherErrors: null }];
  expect([answer.statusCode, answer.json()], what).toEqual([status, { data: null, error, warnings: null }]);
  expectHeaders(answer, status);
}

/** A refusal of version 1, headers too. */
export async function expectV1(given: Answer | Promise<Answer>, status: number, description: unknown, what?: string) {
  const answer = await given;
  expect([answer.statusCode, answer.json()], what).toEqual([status, [{ name: "SYSTEM", description }]]);
  expectHeaders(answer, status);
}

function expectHeaders({ headers }: Answer, status: number) {
  expect(headers["content-type"]).toBe("application/json; charset=utf-8");
  expect(headers["cache-control"]).toBe("no-store");
  expect(headers["www-authenticate"]).toBe(status === 401 ? challenge : undefined);
}
