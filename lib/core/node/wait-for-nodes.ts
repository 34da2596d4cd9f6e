import { type ProcessClock, sleep, within } from "@/lib/process-clock";
import { leaseMs, marginMs, repeatAfterMs } from "./lease-terms";

export type RegisteredNode = { id: string; beats: number };

/** What the waiting asks of the database. */
export type NodeRegistry = {
  /** Who may answer from memory now. */
  read(): Promise<RegisteredNode[]>;
  /** Takes a registration back, unless its node has beaten since it was read. */
  remove(node: RegisteredNode): Promise<void>;
};

/** A change that was committed, and who has answered to it. */
export type Answers = {
  from: ReadonlySet<string>;
  /** Resolves with the next answer. */
  next(): Promise<void>;
  /** Announces the change again. */
  repeat(): Promise<unknown>;
};

/**
 * Waits until no node can decide by what was true before a change: each one that is registered has answered, took its registration
 * back, or has no lease any more. Call it right after COMMIT; no lock and no connection is held.
 *
 * Who registers later has read nothing from before the COMMIT. Who stays silent for lease and margin has heard of the change with the
 * heartbeat that would prolong its lease, or has none left; the database's clock, which may jump, is not asked.
 *
 * @returns after lease and margin at the latest, on this process's own clock, whatever happens to the database; where somebody stayed
 * silent, at most another margin later, so that his registration is gone.
 */
export async function waitForNodes(clock: ProcessClock, registry: NodeRegistry, answers: Answers): Promise<void> {
  const end = clock.monotonic() + leaseMs + marginMs;
  const left = () => end - clock.monotonic();
  const inTime = <T>(work: Promise<T>) => within(clock, left(), work).catch(() => null);
  const pause = (ms: number) => within(clock, Math.min(ms, left()), answers.next());
  let registered = await inTime(registry.read());
  const readAt = clock.monotonic();
  // Who is to be waited for cannot be told: all of them, as long as it takes.
  if (!registered) while (left() > 0) await pause(left());
  const silent = () => (registered ?? []).filter(({ id }) => !answers.from.has(id));
  let repeatIn = repeatAfterMs;
  let repeatAt = clock.monotonic() + repeatIn;
  while (silent().length > 0 && left() > 0) {
    await pause(repeatAt - clock.monotonic());
    if (clock.monotonic() < repeatAt) continue;
    const [still] = await Promise.all([inTime(registry.read()), inTime(answers.repeat())]);
    // Those that took their registration back need no waiting for; beats are those of the first reading.
    if (still) registered = registered?.filter(({ id }) => still.some((node) => node.id === id)) ?? null;
    repeatIn *= 2;
    repeatAt = clock.monotonic() + repeatIn;
  }
  const gone = silent();
  if (gone.length === 0) return;
  // The last beat that was read may have been sent right before that, and the reading may have taken its time.
  const untilThen = sleep(clock, readAt + leaseMs + marginMs - clock.monotonic());
  const taken = untilThen.then(() => Promise.all(gone.map((node) => registry.remove(node))));
  await within(clock, marginMs, taken).catch(() => undefined);
}
