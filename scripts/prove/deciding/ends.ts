import { setTimeout as pause } from "node:timers/promises";
import { pair } from "@/lib/api/testing/headers";
import { rotatePasscode } from "@/lib/core/passcode/rotate-passcode";
import { updatePasscode } from "@/lib/core/passcode/update-passcode";
import { guardedAccount } from "@/lib/testing/guarded-account";
import { keptConnection, requestBytes } from "@/scripts/prove/stand/connection";
import type { Node } from "@/scripts/prove/stand/node";

type Ending = { what: string; bytes: string; end: number; refusal: string };

/** A passcode that ends in a moment, and one whose old secret does. */
async function makeEndings(): Promise<Ending[]> {
  const account = await guardedAccount();
  const [ending, rolling] = [await account.createPasscode(), await account.createPasscode()];
  const bytesOf = (passcode: string) =>
    requestBytes({ path: "/v1/connect?partner=prove", headers: pair(account.id, passcode) });
  const rotated = await rotatePasscode(account.caller, { id: rolling.id, overlap_seconds: 2 });
  const expires_at = new Date(Date.now() + 1500).toISOString();
  await updatePasscode(account.caller, { id: ending.id, expires_at, version: 1 });
  return [
    { what: "expiry", bytes: bytesOf(ending.passcode), end: Date.parse(expires_at), refusal: "Passcode Expired" },
    {
      what: "rotation",
      bytes: bytesOf(rolling.passcode),
      end: Date.parse(rotated.retires_at ?? ""),
      refusal: "Invalid Credentials",
    },
  ];
}

/**
 * Asks every node without pause about an end. Its moment is by the database's clock, which is this machine's.
 * @returns what is wrong, a sentence each, and how near to the end it was asked, in milliseconds.
 */
export async function askAboutEnds(nodes: readonly Node[]) {
  const endings = await makeEndings();
  const wrong: string[] = [];
  let nearestMs = Infinity;
  const ask = async (node: Node, { what, bytes, end, refusal }: Ending) => {
    const connection = keptConnection(node.port);
    while (Date.now() < end + 300) {
      const started = Date.now();
      const { status, body } = await connection.ask(bytes);
      const ended = Date.now();
      if (status === 503) continue;
      const said = status === 200 ? "good" : JSON.parse(body).error;
      // In the millisecond of the end itself nobody can tell from outside.
      const wanted = ended < end ? "good" : started > end ? refusal : said;
      if (said !== wanted) wrong.push(`${what} at ${node.name}, ${started - end} ms after: ${said}`);
      nearestMs = Math.min(nearestMs, Math.abs(started - end));
      await pause(0);
    }
    connection.close();
  };
  await Promise.all(nodes.flatMap((node) => endings.map((one) => ask(node, one))));
  return { wrong, nearestMs };
}

/** What a node says of itself. */
export async function readinessOf(node: Node): Promise<unknown> {
  const connection = keptConnection(node.port);
  const { status, body } = await connection.ask(requestBytes({ path: "/readyz" }));
  connection.close();
  return { status, notReady: JSON.parse(body).not_ready ?? [] };
}
