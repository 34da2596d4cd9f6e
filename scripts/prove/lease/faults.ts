import { Database } from "./database";
import { type Fault, promotedAfterMs } from "./plan";
import type { World } from "./world";

const nodesMax = 6;

/** Lets a fault happen now. */
export function happen(world: World, fault: Fault): void {
  if (fault.of === "node") happenToNode(world, fault);
  else if (fault.of === "commander") happenToCommander(world, fault);
  else happenToDatabase(world, fault);
}

function happenToNode(world: World, { who, kind, ms }: Extract<Fault, { of: "node" }>): void {
  if (kind === "join") {
    if (world.nodes.length < nodesMax) world.join();
    return;
  }
  const living = world.nodes.filter(({ machine }) => !machine.isDead);
  const node = living[who % living.length];
  if (!node) return;
  const { machine, connection } = node;
  world.tell(`${machine.name}: ${kind} ${ms} ms`);
  if (kind === "pause") machine.pause(ms);
  // Of a machine that sleeps while its clock is set back, neither clock tells how long; nothing is promised of it.
  else if (kind === "sleep") machine.wasSetBack || machine.sleep(ms);
  else if (kind === "set the wall clock forward") machine.setWall(ms);
  else if (kind === "set the wall clock back") machine.hasSlept || machine.setWall(-ms);
  else if (kind === "kill") machine.kill();
  else if (kind === "stop") node.stop();
  else happenToConnection(world, connection, kind, ms);
}

function happenToCommander(world: World, { who, kind, ms }: Extract<Fault, { of: "commander" }>): void {
  const commander = world.commanders[who % world.commanders.length];
  if (!commander) return;
  const { machine, connection } = commander;
  world.tell(`${machine.name}: ${kind} ${ms} ms`);
  if (kind === "pause") machine.pause(ms);
  else if (kind === "sleep") machine.sleep(ms);
  else if (kind === "kill") world.crash(commander);
  else happenToConnection(world, connection, kind, ms);
}

type ConnectionFault =
  | "cut"
  | "cut unheard"
  | "swallow to the server"
  | "swallow to the client"
  | "stall to the server"
  | "stall to the client"
  | "stall notices";

function happenToConnection(
  { dice }: World,
  connection: World["nodes"][number]["connection"],
  kind: ConnectionFault,
  ms: number,
): void {
  if (!connection?.isOpen) return;
  if (kind === "cut") connection.cut(dice.chance(0.5) ? 0 : ms, dice.chance(0.5));
  else if (kind === "cut unheard") connection.cut(null, dice.chance(0.5));
  else if (kind === "swallow to the server") connection.swallow("to the server");
  else if (kind === "swallow to the client") connection.swallow("to the client");
  else if (kind === "stall to the server") connection.stall("to the server", ms);
  else if (kind === "stall to the client") connection.stall("to the client", ms);
  else connection.stallNotices(ms);
}

/** The database is lost for commits, and can be read still by who is connected; another one takes its place with all that was committed. */
function failOver({ network, timeline }: World): void {
  const old = network.database;
  old.isReplaced = true;
  timeline.in(promotedAfterMs, () => {
    network.database = new Database(timeline, old);
  });
}

function happenToDatabase(world: World, { kind, ms }: Extract<Fault, { of: "database" }>): void {
  const { network, timeline, promised } = world;
  world.tell(`database: ${kind} ${ms} ms`);
  if (kind === "fail over") failOver(world);
  else if (kind === "stand") network.database.standsUntil = timeline.now + ms;
  else if (kind === "fail pools") network.failsUntil = timeline.now + ms;
  else {
    network.database.clockOffset += kind === "set the clock forward" ? ms : -ms;
    promised.clockWasSet(timeline.now);
  }
}
