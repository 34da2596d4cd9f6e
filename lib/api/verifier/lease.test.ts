import { describe, expect, test } from "vitest";
import type { ProcessClock } from "@/lib/process-clock";
import { Lease } from "./lease";

function aLease() {
  const at = { monotonic: 1000, wall: 1_800_000_000_000 };
  const clock: ProcessClock = {
    monotonic: () => at.monotonic,
    wall: () => at.wall,
    after: () => () => undefined,
    soon: () => undefined,
  };
  const pass = (ms: number) => {
    at.monotonic += ms;
    at.wall += ms;
  };
  return { at, pass, lease: new Lease(clock), now: () => ({ ...at }) };
}

describe("a lease", () => {
  test("lasts two seconds from the sending of the heartbeat, not from its return", () => {
    const { lease, pass, now, at } = aLease();
    const sent = now();
    pass(700);
    lease.prolong(sent, at.wall);
    pass(1299);
    expect(lease.held()).toBe(true);
    pass(1);
    expect(lease.held(), "a late heartbeat makes the lease longer than commands wait").toBe(false);
  });

  test("is over when either clock says so: after a sleep of the machine, and whatever the wall clock was set to", () => {
    const slept = aLease();
    slept.lease.prolong(slept.now(), slept.at.wall);
    slept.at.wall += 60_000;
    expect(slept.lease.held(), "a machine that slept answers from its old memory").toBe(false);
    const setBack = aLease();
    setBack.lease.prolong(setBack.now(), setBack.at.wall);
    setBack.at.wall -= 3_600_000;
    setBack.at.monotonic += 2000;
    expect(setBack.lease.held(), "a clock that was set back keeps the lease alive").toBe(false);
  });

  test("gives tickets that are good until something was forgotten, it was lost, or it ended", () => {
    const { lease, pass, now, at } = aLease();
    expect(lease.isGood(lease.ticket()), "there is none yet").toBe(false);
    const beat = () => lease.prolong(now(), at.wall);
    beat();
    const forgotten = lease.ticket();
    lease.forgot();
    expect(lease.isGood(forgotten)).toBe(false);
    const lost = lease.ticket();
    pass(2500);
    beat();
    expect(lease.isGood(lost), "it was lost meanwhile").toBe(false);
    const ended = lease.ticket();
    lease.end();
    beat();
    expect(lease.isGood(ended)).toBe(false);
    const good = lease.ticket();
    pass(500);
    beat();
    expect(lease.isGood(good)).toBe(true);
  });

  test("knows what the database's clock says at most, and when it was set back", () => {
    const { lease, pass, now } = aLease();
    const sent = now();
    pass(40);
    lease.prolong(sent, 5_000_000);
    pass(100);
    expect(lease.databaseMsAtMost()).toBeGreaterThanOrEqual(5_000_140);
    expect(lease.databaseMsAtMost()).toBeLessThan(5_000_160);
    const next = now();
    expect(lease.prolong(next, 5_000_120), "a clock that goes on as ours does").toBe(false);
    pass(500);
    expect(lease.prolong(now(), 4_990_000), "what had ended may not have").toBe(true);
  });

  test.each([
    [-90_000, 90_000],
    [90_000, 90_000],
    [1500, 1500],
  ])("tells how far this machine's clock is off: %i ms", (off, skew) => {
    const { lease, now, at } = aLease();
    const sent = now();
    lease.prolong(sent, at.wall - off);
    expect(Math.abs(lease.skewMs() - skew)).toBeLessThan(10);
  });
});
