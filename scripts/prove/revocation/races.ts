import { setTimeout as pause } from "node:timers/promises";
import { dice } from "@/scripts/prove/dice";
import { keptConnection } from "@/scripts/prove/stand/connection";
import type { Node } from "@/scripts/prove/stand/node";
import { untilReady } from "@/scripts/prove/stand/open-stand";
import { Calls } from "./calls";
import { createPasscode, makeHouse } from "./people";
import { questionsOn } from "./questions";

/** One node that remembers, and another one at which changes are made. */
export async function makeRace(remembering: Node, changing: Node) {
  const calls = new Calls([changing], dice(1));
  const house = await makeHouse(calls);
  const connection = keptConnection(remembering.port);
  const make = async () => {
    await createPasscode(calls, house);
    const passcode = house.passcodes.at(-1);
    const credential = house.credentials.at(-1);
    const [question] = credential ? questionsOn(house, credential) : [];
    if (!passcode || !question) throw new Error("no passcode was made");
    return {
      ask: async () => (await connection.ask(question.bytes)).status,
      end: () => calls.manage(house, "DELETE", `/passcodes/${passcode.id}`),
    };
  };
  return {
    make,
    /** One that the node remembers, in the middle of a lease. */
    makeRemembered: async () => {
      const one = await make();
      await untilReady(remembering);
      // Without a lease the first answers are not kept.
      for (let n = 0; n < 20; n++) {
        await one.ask();
        await pause(20);
      }
      return one;
    },
    calm: () => {
      for (const wire of [remembering.pool, remembering.listen]) {
        wire.slow(
          () => 0,
          () => 0,
        );
        wire.release();
      }
    },
    close: () => {
      connection.close();
      calls.close();
    },
  };
}
export type Race = Awaited<ReturnType<typeof makeRace>>;

/** What was asked of the database before a change comes back after it. @returns what is answered then. */
export async function readBeforeKeptAfter(race: Race, { pool }: Node): Promise<number> {
  await race.makeRemembered();
  const one = await race.make();
  pool.slow(
    () => 0,
    () => 400,
  );
  const asked = pool.sees("credential-records");
  const first = one.ask();
  await asked;
  await one.end();
  await first;
  race.calm();
  return one.ask();
}

/** A heartbeat comes back late, and then nothing does: the lease ends two seconds after its sending. */
export async function heartbeatComesBackLate(race: Race, { listen }: Node): Promise<number> {
  const one = await race.makeRemembered();
  listen.slow(
    () => 0,
    () => 1200,
  );
  await pause(1500);
  await listen.sees("watchword_beat_");
  await pause(400);
  const ended = one.end();
  await one.ask();
  await pause(1000);
  listen.hold();
  await ended;
  const status = await one.ask();
  race.calm();
  return status;
}

/** Nothing is told to a node any more, whose lease is then over. */
export async function nothingIsTold(race: Race, { listen }: Node): Promise<number> {
  const one = await race.makeRemembered();
  listen.hold();
  await one.end();
  const status = await one.ask();
  race.calm();
  return status;
}

/** Nothing is told any more to a process that stands still, and a request that was sent after the change waits in its socket. */
export async function processStandsStill(race: Race, node: Node): Promise<number> {
  const one = await race.makeRemembered();
  node.listen.hold();
  node.pause();
  await one.end();
  const asked = one.ask();
  node.resume();
  const status = await asked;
  race.calm();
  return status;
}

/** The change is made while the node has no LISTEN connection; what it remembered before must not come back with its next lease. */
export async function connectionIsLost(race: Race, { listen }: Node): Promise<number> {
  const one = await race.makeRemembered();
  listen.refuse(true);
  await one.end();
  listen.refuse(false);
  for (let n = 0; n < 20; n++) {
    const status = await one.ask();
    if (status !== 401) return status;
    await pause(60);
  }
  return 401;
}
