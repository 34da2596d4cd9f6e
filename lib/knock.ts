import { Socket } from "node:net";
import { Client, DatabaseError } from "pg";
import { processClock, within } from "@/lib/process-clock";

/**
 * Asks whether a database answers anybody, over a connection made for that alone. Whoever asks while it is being asked shares the answer.
 *
 * @param connectionString `postgresql://…`. @param withinMs so long it has, connecting included.
 * @returns a function that gives true where anything came back, be it a refusal (all connections are taken); it never rejects.
 */
export function knocker(connectionString: string | undefined, withinMs: number): () => Promise<boolean> {
  let underWay: Promise<boolean> | null = null;
  return () => {
    underWay ??= knock(connectionString, withinMs).finally(() => {
      underWay = null;
    });
    return underWay;
  };
}

async function knock(connectionString: string | undefined, withinMs: number): Promise<boolean> {
  // Ours, so that it can be cut: a client whose peer is silent never ends.
  const socket = new Socket();
  const client = new Client({ connectionString, stream: () => socket, application_name: "watchword-knock" });
  client.on("error", () => undefined);
  // A pooler in between lets anybody in: a statement asks the database itself.
  const asked = client.connect().then(() => client.query("SELECT 1"));
  const answers = asked.then(
    () => true,
    (error) => error instanceof DatabaseError,
  );
  try {
    return (await within(processClock, withinMs, answers)) ?? false;
  } finally {
    socket.destroy();
  }
}
