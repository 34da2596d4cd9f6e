import { setTimeout as pause } from "node:timers/promises";
import { db } from "@/lib/db";
import type { Stand } from "@/scripts/prove/stand/open-stand";
import { untilReady } from "@/scripts/prove/stand/open-stand";
import { type Asked, type Asker, isManaging, makeCrowd } from "./crowd";
import { type Outage, type OutageName, outages, type Size } from "./outages";

/** When, by this process's clock. */
export type Span = { began: number; isThere: number; ended: number; over: number };

const leaseMs = 2000;
/** Timers here, and what a request takes to be counted as sent. */
const slackMs = 100;
const answerWithinMs = 2000;
/** A wait for another one's locks, which is no outage, or for the nodes. */
const longWithinMs = 12_500;
const rightAgainMs = 1000;
const afterMs = 1500;

/**
 * Makes an outage under those who ask. @returns what is wrong, a sentence each, and the figures (SECURITY.md V9).
 */
export async function proveOutage(stand: Stand, name: OutageName, size: Size) {
  const outage: Outage = outages[name];
  const { nodes } = stand;
  for (const node of nodes) await untilReady(node);
  const crowd = await makeCrowd(nodes);
  crowd.startAsking("remembered");
  crowd.startManaging();
  await pause(400);
  await crowd.deleteThose();
  crowd.startAsking("deleted");
  const began = performance.now();
  const end = await outage.begin(stand);
  const isThere = performance.now();
  crowd.startAsking("unremembered");
  crowd.startAsking("unknown");
  if (outage.last) await outage.last(stand, size);
  else await pause(size.lastsMs);
  const ended = performance.now();
  await end();
  const over = performance.now();
  await pause(afterMs);
  const wrongCreates = await crowd.stop();
  const remembers = await Promise.all(nodes.map((node) => crowd.remembers(node)));
  const span = { began, isThere, ended, over };
  const wrong = [
    ...crowd.records.flatMap((asked) => wrongOf(asked, outage, span)),
    ...(await wrongDeletes(crowd.records, span)),
    ...wrongCreates,
    ...nodes.filter((node) => node.hasEnded()).map((node) => `${node.name} has ended`),
    ...nodes.filter((_node, i) => !remembers[i]).map((node) => `${node.name} has no lease again`),
  ];
  return { wrong, figures: figuresOf(crowd.records, span) };
}

function wrongOf(asked: Asked, outage: Outage, span: Span): string[] {
  const { asker, node, started, ended, status } = asked;
  const tell = (what: string) => [
    `${asker} at ${node}, ${Math.round(started - span.isThere)} ms after its begin: ${what}`,
  ];
  if (status === null) return tell("the connection was lost");
  const tookMs = ended - (isManaging(asked) ? Math.max(started, span.began) : started);
  // Who manages waits for locks, and is told late of what was committed where nodes do not answer.
  const mayTakeLong = isManaging(asked) && (status !== 503 || outage.locks);
  if (tookMs > (mayTakeLong ? longWithinMs : answerWithinMs)) return tell(`${status} after ${Math.round(tookMs)} ms`);
  const isDuring = started > span.isThere && ended < span.ended;
  const isAfter = started > span.over + rightAgainMs;
  const mustKnow = outage.leaves === "decisions" ? true : started < span.began - slackMs || isAfter;
  switch (asker) {
    case "remembered":
    case "unremembered": {
      if (status === 503) return mustKnow ? tell("503") : [];
      if (status !== 200) return tell(`${status}`);
      const mayRemember = outage.leaves === "leases" || started < span.isThere + leaseMs + slackMs;
      const fromMemory = asker === "remembered" && mayRemember;
      const fromDatabase = outage.leaves === "decisions" || outage.leaves === "something" || !isDuring;
      return fromMemory || fromDatabase ? [] : tell("200 out of nowhere");
    }
    case "deleted":
    case "unknown":
      if (status === 401 || (status === 503 && !mustKnow)) return [];
      return tell(`${status}`);
    default: {
      if (outage.leaves === "nothing" && isDuring) return status === 503 ? [] : tell(`${status}`);
      // What was asked before is waiting for the locks still.
      const isInFlight = status === 409 && asker === "creating" && outage.locks;
      return status === done[asker] || (status === 503 && !isAfter) || isInFlight ? [] : tell(`${status}`);
    }
  }
}

const done = { deleting: 204, creating: 201, listing: 200 };

/** That what was answered is what is so; what was under way when it began may be either. */
async function wrongDeletes(records: Asked[], span: Span): Promise<string[]> {
  const deletes = records.filter(({ asker }) => asker === "deleting");
  const rows = await db().passcode.findMany({ where: { id: { in: deletes.map(({ id }) => id ?? "") } } });
  const isDeleted = new Map(rows.map(({ id, deletedAt }) => [id, deletedAt !== null]));
  return deletes.flatMap(({ id = "", status, started, ended }) => {
    const known = isDeleted.get(id);
    if (status === 204 && !known) return [`answered and not done: ${id}`];
    const isWithin = started > span.isThere && ended < span.ended;
    return status === 503 && known && isWithin ? [`done and answered 503: ${id}`] : [];
  });
}

function figuresOf(records: Asked[], { isThere, ended, over }: Span) {
  const statuses = (asker: Asker) => {
    const counts: Record<string, number> = {};
    for (const one of records) {
      if (one.asker === asker && one.started > isThere && one.ended < ended) {
        counts[`${one.status}`] = (counts[`${one.status}`] ?? 0) + 1;
      }
    }
    return Object.entries(counts)
      .map(([status, count]) => `${status}: ${count}`)
      .join(", ");
  };
  const slowest = (test: (asked: Asked) => boolean) =>
    Math.round(Math.max(0, ...records.filter(test).map((one) => one.ended - one.started)));
  const decisions = (one: Asked) => !isManaging(one);
  const isRefusal = ({ status, started }: Asked) => status === 503 && started < ended;
  const lastRefusal = (test: (asked: Asked) => boolean) =>
    Math.round(
      Math.max(0, ...records.filter((one) => one.status === 503 && test(one)).map((one) => one.started - over)),
    );
  return {
    remembered: statuses("remembered"),
    unremembered: statuses("unremembered"),
    deleted: statuses("deleted"),
    unknown: statuses("unknown"),
    deletes: statuses("deleting"),
    creates: statuses("creating"),
    lists: statuses("listing"),
    "slowest 503, ms": slowest((one) => isRefusal(one) && decisions(one)),
    "slowest 503 to a command, ms": slowest((one) => isRefusal(one) && !decisions(one)),
    "right again, ms": lastRefusal(decisions),
    "commands again, ms": lastRefusal((one) => !decisions(one)),
  };
}
