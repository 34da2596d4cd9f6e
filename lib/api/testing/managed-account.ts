import { randomUUID } from "node:crypto";
import { expect } from "vitest";
import type { Api } from "@/lib/api/api";
import type { Role, Scope } from "@/lib/core/permissions";
import { guardedAccount } from "@/lib/testing/guarded-account";
import { bearer } from "./headers";

type Method = "GET" | "POST" | "PATCH" | "DELETE";
type Call = { body?: unknown; headers?: Record<string, string>; key?: string };

const attemptsMax = 30;

/** An account with a service key for all, and calls of its management API: paths are those below the account. */
export async function managedAccount(api: Api, ...scopes: Scope[]) {
  const account = await guardedAccount();
  const { key } = await account.createServiceKey(...(scopes.length > 0 ? scopes : (["all"] as const)));
  const send = (method: Method, path: string, { body, headers, key: other = key }: Call) =>
    api.inject({
      method,
      url: `/v1/accounts/${account.id}${path}`,
      headers: { ...bearer(other), ...headers },
      ...(body !== undefined && { payload: body as object }),
    });
  /** What a busy machine cannot tell at once is asked again, as a client does. */
  const call = async (method: Method, path: string, given: Call = {}) => {
    for (let attempt = 1; ; attempt++) {
      const answer = await send(method, path, given);
      if (answer.statusCode !== 503 || attempt === attemptsMax) return answer;
    }
  };
  /** The answer's body; fails where it is a refusal. */
  const done = async (method: Method, path: string, given?: Call) => {
    const response = await call(method, path, given);
    expect(response.statusCode, response.body).toBeLessThan(300);
    return response.statusCode === 204 ? null : response.json();
  };
  const create = (name: string, more: Record<string, unknown> = { expires_in_days: null }) =>
    done("POST", "/passcodes", { body: { name, ...more } });
  /** Invites one person for each role. @returns their ids, in order. */
  const invite = async (...roles: Role[]): Promise<string[]> => {
    const invitations = roles.map((role) => ({ email: `${randomUUID()}@example.test`, role }));
    const { data } = await done("POST", "/users/invitations", { body: { invitations } });
    return data.map(({ id }: { id: string }) => id);
  };
  return { ...account, key, call, done, create, invite };
}

type Answer = Awaited<ReturnType<Awaited<ReturnType<typeof managedAccount>>["call"]>>;

/** Fails unless it is this problem. @returns its body. */
export async function expectProblem(answer: Answer | Promise<Answer>, status: number, code: string, what?: string) {
  const response = await answer;
  expect([response.statusCode, response.json().code], `${what ?? ""} ${response.body}`).toEqual([status, code]);
  expect(response.headers["content-type"]).toBe("application/problem+json; charset=utf-8");
  expect(response.json().request_id).toBe(response.headers["x-request-id"]);
  return response.json();
}
