import { setTimeout as pause } from "node:timers/promises";
import { bearer, pair } from "@/lib/api/testing/headers";
import { createPasscode } from "@/lib/core/passcode/create-passcode";
import { makeToken } from "@/lib/core/secrets";
import { guardedAccount } from "@/lib/testing/guarded-account";
import { keptConnection, requestBytes } from "@/scripts/prove/stand/connection";
import type { Node } from "@/scripts/prove/stand/node";
import { makeManagers } from "./managers";

/**
 * Who asks: with a credential that the node remembers, with one that it never saw, with one that was deleted right before, with one
 * that nobody knows.
 */
const deciding = ["remembered", "unremembered", "deleted", "unknown"] as const;
/** Who changes something, and who reads. */
export const managing = ["deleting", "creating", "listing"] as const;
export type Asker = (typeof deciding)[number] | (typeof managing)[number];
export const isManaging = ({ asker }: Asked) => managing.some((one) => one === asker);

/** One request; `status` is null where the connection was lost. */
export type Asked = { asker: Asker; node: string; started: number; ended: number; status: number | null; id?: string };

const numbers = { remembered: 4, unremembered: 12, deleted: 2, victims: 50 };
const betweenMs = { asking: 5, deleting: 40 };

/** An account with credentials of each sort, and those who ask for them at every node until `stop`. */
export async function makeCrowd(nodes: readonly Node[]) {
  const account = await guardedAccount();
  const { key } = await account.createServiceKey("all");
  const make = (count: number) =>
    Promise.all(
      Array.from({ length: count }, async () => {
        const { id, passcode } = await createPasscode(account.caller, { name: makeToken("ap"), expires_in_days: null });
        return { id, bytes: connectBytes(account.id, passcode) };
      }),
    );
  const [remembered, unremembered, deleted] = [
    await make(numbers.remembered),
    await make(numbers.unremembered),
    await make(numbers.deleted),
  ];
  const victims = await make(numbers.victims);
  const unknown = [{ bytes: connectBytes(account.id, makeToken("ap")) }];
  const sorts = { remembered, unremembered, deleted, unknown };
  const records: Asked[] = [];
  const managers = await makeManagers(nodes, records);
  let over = false;
  const ask = async (node: Node, asker: Asker, next: (n: number) => { bytes: string; id?: string } | undefined) => {
    const connection = keptConnection(node.port);
    for (let n = 0; !over; n++) {
      const one = next(n);
      if (!one) break;
      const started = performance.now();
      const status = await connection.ask(one.bytes).then(
        (answer) => answer.status,
        () => null,
      );
      records.push({ asker, node: node.name, started, ended: performance.now(), status, id: one.id });
      await pause(asker === "deleting" ? betweenMs.deleting : betweenMs.asking);
    }
    connection.close();
  };
  const loops: Promise<void>[] = [];
  const start = (asker: (typeof deciding)[number]) => {
    const list: { bytes: string }[] = sorts[asker];
    loops.push(...nodes.map((node) => ask(node, asker, (n) => list[n % list.length])));
  };
  return {
    records,
    /** Deletes what is to be found deleted. */
    deleteThose: () => Promise.all(deleted.map(({ id }) => account.deletePasscode(id))),
    startAsking: start,
    startManaging: () => {
      managers.start();
      loops.push(
        ...nodes.map((node) =>
          ask(node, "deleting", () => {
            const victim = victims.pop();
            return victim && { id: victim.id, bytes: deleteBytes(account.id, key, victim.id) };
          }),
        ),
      );
    },
    /** @returns what is wrong with what was made, a sentence each. */
    stop: async () => {
      over = true;
      const wrong = await managers.stop();
      await Promise.all(loops);
      return wrong;
    },
    /** Whether a node answers without its pool, within some seconds. */
    remembers: (node: Node) => isRemembered(node, remembered[0]?.bytes ?? ""),
  };
}
export type Crowd = Awaited<ReturnType<typeof makeCrowd>>;

async function isRemembered({ port, pool }: Node, bytes: string): Promise<boolean> {
  const connection = keptConnection(port);
  let status = 503;
  for (let n = 0; n < 20 && status !== 200; n++) {
    await connection.ask(bytes);
    pool.hold();
    status = (await connection.ask(bytes)).status;
    pool.release();
  }
  connection.close();
  return status === 200;
}

const connectBytes = (account: string, passcode: string) =>
  requestBytes({ path: "/v1/connect?partner=prove", headers: pair(account, passcode) });

const deleteBytes = (account: string, key: string, id: string) =>
  requestBytes({ method: "DELETE", path: `/v1/accounts/${account}/passcodes/${id}`, headers: bearer(key) });
