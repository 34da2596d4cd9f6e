import { randomUUID } from "node:crypto";
import { startOperator } from "@/scripts/testing/operator";
import { ask } from "./ask";
import type { Bench } from "./bench";
import type { Credential } from "./credentials";
import { accepts, ourConnect } from "./fill";
import { ourProgram, type RunningServer, startServer } from "./start-server";

/** How long a `DELETE` took to be answered, in ms. */
export type Revoke = { nodes: number; times: number[] };

type Managed = { account: string; key: string };
type Passcode = Credential & { id: string; key: string };

/** Deletes before those that are timed: the first ones of a process compile its code and open its connections. */
const warmUps = 20;

/**
 * Deletes passcodes that every node knows, one after the other, each by another node.
 * @throws Error where a node still accepts one after the answer: that is the promise
 */
export async function measureRevoke({ flags, stand, credentials, say }: Bench): Promise<Revoke[]> {
  const account = await makeAccount(stand.environment);
  const results: Revoke[] = [];
  for (const nodes of [1, 2, 4]) {
    say(`Revoking with ${nodes} ${nodes === 1 ? "node" : "nodes"}…`);
    const isReady = accepts(ourConnect, credentials[0] as Credential);
    const servers: RunningServer[] = [];
    for (let i = 0; i < nodes; i++) servers.push(await startServer(ourProgram(stand.environment), isReady));
    const times: number[] = [];
    for (let i = -warmUps; i < flags.revokes; i++) {
      const server = servers[Math.abs(i) % nodes] as RunningServer;
      const passcode = await makePasscode(server, account);
      await expectEverywhere(servers, passcode, true);
      const took = await timeDelete(server, passcode);
      if (i >= 0) times.push(took);
      await expectEverywhere(servers, passcode, false);
    }
    results.push({ nodes, times });
    await Promise.all(servers.map((server) => server.stop()));
  }
  return results;
}

async function makeAccount(environment: Record<string, string>): Promise<Managed> {
  const operator = startOperator(environment);
  const flags = { name: "Bench", email: "bench@bench.test" };
  const { account_id: account = "" } = await operator.operate("account create", flags, randomUUID());
  const { key = "" } = await operator.operate("service-key create", { account, scopes: "passcodes:write" });
  await operator.end();
  return { account, key };
}

const managing = (key: string) => ({ authorization: `Bearer ${key}`, "content-type": "application/json" });

async function makePasscode({ origin }: RunningServer, { account, key }: Managed): Promise<Passcode> {
  const body = JSON.stringify({ name: randomUUID(), expires_in_days: null });
  const shape = { method: "POST", path: "/v1/accounts/{account}/passcodes", headers: managing(key), body };
  const answer = await ask(origin, shape, { account, passcode: "" });
  if (answer.status !== 201) throw new Error(`A passcode could not be made: ${answer.status} ${answer.body}`);
  const { id, passcode } = JSON.parse(answer.body);
  return { id, passcode, account, key };
}

async function timeDelete({ origin }: RunningServer, passcode: Passcode): Promise<number> {
  const { authorization } = managing(passcode.key);
  const shape = {
    method: "DELETE",
    path: `/v1/accounts/{account}/passcodes/${passcode.id}`,
    headers: { authorization },
  };
  const started = performance.now();
  const answer = await ask(origin, shape, passcode);
  const took = performance.now() - started;
  if (answer.status !== 204) throw new Error(`A passcode could not be deleted: ${answer.status} ${answer.body}`);
  return took;
}

/** Good ones are asked for twice, so that the second answer comes from memory where there is one. */
async function expectEverywhere(servers: RunningServer[], credential: Credential, isGood: boolean): Promise<void> {
  for (const { origin } of servers) {
    for (let i = 0; i < (isGood ? 2 : 1); i++) {
      const answer = await ask(origin, ourConnect.request, credential);
      const isRight = isGood ? ourConnect.accepts(answer, credential) : answer.status === 401;
      if (!isRight) throw new Error(`${isGood ? "A good" : "A revoked"} passcode was answered ${answer.status}.`);
    }
  }
}
