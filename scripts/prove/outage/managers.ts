import { randomUUID } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import { bearer } from "@/lib/api/testing/headers";
import { db } from "@/lib/db";
import { guardedAccount } from "@/lib/testing/guarded-account";
import { type Connection, keptConnection, requestBytes } from "@/scripts/prove/stand/connection";
import type { Node } from "@/scripts/prove/stand/node";
import type { Asked } from "./crowd";

/** Two at each node create in one account and so wait for each other; 100 places are more than they need. */
const creatorsPerAccount = 2;
const betweenMs = 120;
const repeatsMax = 50;

type Create = { bytes: string; first: string | null };

/**
 * Who works with the management API at every node until `stop`: some create passcodes, each with an Idempotency-Key, and repeat what was
 * not answered; one lists them. What each was told goes to `records`.
 */
export async function makeManagers(nodes: readonly Node[], records: Asked[]) {
  const offices = await Promise.all(nodes.map((node) => openOffice(node, records)));
  return {
    start: () => {
      for (const office of offices) office.start();
    },
    /** @returns what is wrong with what they made, a sentence each: to be called when the database is back. */
    stop: async () => (await Promise.all(offices.map((office) => office.stop()))).flat(),
  };
}

async function openOffice(node: Node, records: Asked[]) {
  const account = await guardedAccount();
  const { key } = await account.createServiceKey("all");
  const path = `/v1/accounts/${account.id}/passcodes`;
  const list = requestBytes({ path: `${path}?limit=1`, headers: bearer(key) });
  const creates: Create[] = [];
  const loops: Promise<void>[] = [];
  let over = false;
  const ask = async (connection: Connection, asker: Asked["asker"], bytes: string) => {
    const started = performance.now();
    const answer = await connection.ask(bytes).catch(() => null);
    records.push({ asker, node: node.name, started, ended: performance.now(), status: answer?.status ?? null });
    await pause(betweenMs);
    return answer;
  };
  const work = async (step: (connection: Connection) => Promise<unknown>) => {
    const connection = keptConnection(node.port);
    while (!over) await step(connection);
    connection.close();
  };
  const create = async (connection: Connection) => {
    const headers = { ...bearer(key), "idempotency-key": randomUUID() };
    const body = { name: randomUUID(), expires_in_days: null };
    const one: Create = { bytes: requestBytes({ method: "POST", path, headers, body }), first: null };
    creates.push(one);
    for (let status = 0; status !== 201 && !over; ) {
      const answer = await ask(connection, "creating", one.bytes);
      status = answer?.status ?? 0;
      if (status === 201) one.first = answer?.body ?? "";
    }
  };
  return {
    start: () => {
      for (let n = 0; n < creatorsPerAccount; n++) loops.push(work(create));
      loops.push(work((connection) => ask(connection, "listing", list)));
    },
    stop: async () => {
      over = true;
      await Promise.all(loops);
      return wrongCreates(node, account.id, creates);
    },
  };
}

/** Each is repeated: what was answered is answered again, what was not is now; and there are as many as were asked for. */
async function wrongCreates(node: Node, account: string, creates: readonly Create[]): Promise<string[]> {
  const wrong: string[] = [];
  const connection = keptConnection(node.port);
  for (const { bytes, first } of creates) {
    let answer = await connection.ask(bytes);
    for (let n = 0; n < repeatsMax && answer.status === 503; n++) answer = await connection.ask(bytes);
    if (answer.status !== 201) wrong.push(`a create at ${node.name} is repeated: ${answer.status} ${answer.body}`);
    else if (first !== null && answer.body !== first) wrong.push(`a create at ${node.name} has two answers`);
  }
  connection.close();
  const made = await db().passcode.count({ where: { account: { publicId: account } } });
  if (made !== creates.length) wrong.push(`${creates.length} creates at ${node.name} made ${made} passcodes`);
  return wrong;
}
