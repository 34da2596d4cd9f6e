import { expect, test } from "vitest";
import type { NodeLink, OpenNodeLink } from "@/lib/core/node/node-link";
import { processClock } from "@/lib/process-clock";
import { keepLease } from "./keep-lease";
import { Lease } from "./lease";

test("while a registration is taken back no connection is refused for missing it", async () => {
  let endUnregistering = () => {};
  const openLink: OpenNodeLink = async (_nodeId, { beatCameBack }) => ({
    ...quiet,
    beat: async (number) => {
      beatCameBack(number, processClock.wall());
      return true;
    },
    unregister: () => new Promise((resolve) => (endUnregistering = resolve)),
  });
  const keeper = keepLease(processClock, openLink, {
    lease: new Lease(processClock),
    memory: { drop: () => undefined, clear: () => undefined },
    renewConnections: () => undefined,
  });
  await expect.poll(() => keeper.nodeId()).not.toBeNull();
  const stopped = keeper.stop();
  expect(keeper.nodeId(), "who connects now looks for a registration that may be gone, and answers 503").toBeNull();
  endUnregistering();
  await stopped;
});

const quiet: Omit<NodeLink, "beat" | "unregister"> = {
  listen: async () => undefined,
  register: async () => undefined,
  acknowledge: async () => undefined,
  close: () => undefined,
};
