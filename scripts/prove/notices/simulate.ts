import { setTimeout as pause } from "node:timers/promises";
import { connect } from "@/scripts/connect";
import { dice } from "@/scripts/prove/dice";
import { compare } from "./compare";
import { expectedOf } from "./expected";
import { mailbox } from "./mailbox";
import { ownClock } from "./virtual-clock";
import { startWorkers } from "./workers";
import { makeWorld } from "./world";

const tickMs = 3 * 3_600_000;
const ticksADay = 8;
const reminderDays = [30, 14, 7, 3, 1, 0, -1];
/** Fair weather at the end, so that what waits for another attempt is out. */
const drainDays = 4;

export type Size = {
  days: number;
  credentials: number;
  accounts: number;
  members: number;
  kills: number;
  seed: number;
};

/**
 * Days of life of some accounts in minutes: people change passcodes, the mail server greylists, rejects, is away and cuts lines,
 * workers are killed; the clock is the database's own and moves in steps of three hours, each when all is quiet.
 * Needs a database of its own in DATABASE_URL, in which nothing has happened yet.
 * @returns what is wrong, a sentence each, and the figures.
 */
export async function simulate({ days, credentials, accounts, members, kills, seed }: Size) {
  const random = dice(seed);
  // Of its own, for its throws come in the order of the mails: what people do stays the same from run to run.
  const luck = dice(seed + 1);
  const client = await connect(process.env.DATABASE_URL ?? "");
  const clock = await ownClock(client, new Date("2027-01-04T00:00:00Z"));
  let isFair = false;
  const outageHours = { every: 20 * 24, long: 7 };
  const hours = () => clock.now().getTime() / 3_600_000;
  const post = await mailbox(
    {
      isDown: () => !isFair && hours() % outageHours.every < outageHours.long,
      fate: (recipient) => {
        if (recipient.startsWith("bad-")) return "reject";
        if (isFair || luck.chance(0.9)) return "accept";
        return luck.oneOf(["greylist", "greylist", "cut after the dot", "cut before"]);
      },
    },
    clock.now,
  );
  const world = await makeWorld(clock.now, random, Math.min(150, 2 * days));
  await world.settle(accounts, credentials, members);
  const workers = await startWorkers(2, { SMTP_URL: post.url });
  const sweeps: Date[] = [];
  const killed = new Set<number>();
  const ticks = days * ticksADay;
  const killEvery = kills > 0 ? Math.floor(ticks / kills) : Number.POSITIVE_INFINITY;
  const tick = async (isKilling: boolean) => {
    await clock.advanceTo(new Date(clock.now().getTime() + tickMs));
    if (isKilling) {
      await pause(random.upTo(60));
      workers.kill(random.upTo(2));
      killed.add(clock.now().getTime());
    }
    await quiet(client, isKilling);
    sweeps.push(clock.now());
  };
  for (let i = 1; i <= ticks; i++) {
    await tick(i % killEvery === 0);
    for (const house of world.houses) if (random.chance(0.12)) await world.act(house);
    // What was done is told at once, by the same clock.
    await quiet(client, killed.has(clock.now().getTime()));
  }
  isFair = true;
  for (let i = 0; i < drainDays * ticksADay; i++) await tick(false);
  await workers.stop();
  await post.close();
  const expected = new Map([...expectedOf(world.spans, sweeps, reminderDays), ...world.told]);
  const outcome = await compare(client, expected, post, killed);
  await client.end();
  return { ...outcome, kills: killed.size, received: post.received.length, workerErrors: workers.errors };
}

/** Longer than a worker that lives is busy with one mail. */
const graceMs = 3000;

/** Until nothing is due any more; what a killed worker had taken is only free a minute later, by the clock that stands still. */
async function quiet(client: Awaited<ReturnType<typeof connect>>, wasKilled: boolean): Promise<void> {
  let last = { busy: -1, since: Date.now() };
  for (;;) {
    const { rows } = await client.query(`
      SELECT (SELECT count(*) FROM passcode WHERE remind_at <= clock_timestamp() AND deleted_at IS NULL)
        + (SELECT count(*) FROM secret s JOIN passcode p ON p.id = s.passcode_id
           WHERE s.remind_at <= clock_timestamp() AND s.ended_at IS NULL AND p.deleted_at IS NULL)
        + (SELECT count(*) FROM notice WHERE delivery_id IS NULL AND cancelled_at IS NULL)
        + (SELECT count(*) FROM delivery WHERE state IN ('queued', 'retrying') AND next_attempt_at <= clock_timestamp()) AS busy`);
    const busy = Number(rows[0].busy);
    if (busy === 0) return;
    if (busy !== last.busy) last = { busy, since: Date.now() };
    const waitedMs = Date.now() - last.since;
    if (wasKilled && waitedMs > graceMs) return;
    if (waitedMs > 60_000) throw new Error("the workers do not come to rest");
    await pause(8);
  }
}
