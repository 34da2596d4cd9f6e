import { Socket } from "node:net";
import { Client, type QueryResultRow } from "pg";
import { env } from "@/lib/env";
import { statementName } from "@/lib/statement-name";

/** A connection of its own that hears what is notified, in the order in which it was committed. */
export type Listening = {
  /** Runs one statement, after those before it. @throws what the database says; where it takes over 2 s the connection is ended. */
  query<Row extends QueryResultRow>(text: string, values?: unknown[]): Promise<Row[]>;
  /** Ends it at once, whatever is under way. `ended` is not called. */
  close(): void;
};

export type ListeningEvents = {
  notification(channel: string, payload: string): void;
  /** Once, when the connection ends by itself. */
  ended(reason: string): void;
};

const connectWithinMs = 900;
const answerWithinMs = 2000;

/**
 * Opens a connection for LISTEN: to `LISTEN_DATABASE_URL` where that is set, for a pooler in between would hand it to others.
 * @param name what the database's list of connections shows. @throws what connecting throws.
 */
export async function openListening(name: string, events: ListeningEvents): Promise<Listening> {
  const { DATABASE_URL, LISTEN_DATABASE_URL } = env();
  // Ours, so that it can be cut: a client whose peer is silent never ends.
  const socket = new Socket();
  const client = new Client({
    connectionString: LISTEN_DATABASE_URL ?? DATABASE_URL,
    stream: () => socket,
    keepAlive: true,
    connectionTimeoutMillis: connectWithinMs,
    query_timeout: answerWithinMs,
    application_name: name,
  });
  let open = true;
  const close = () => {
    open = false;
    socket.destroy();
  };
  const end = (reason: string) => {
    if (!open) return;
    close();
    events.ended(reason);
  };
  client.on("error", (error) => end(error.message));
  client.on("end", () => end("the connection was ended"));
  client.on("notification", ({ channel, payload }) => open && events.notification(channel, payload ?? ""));
  try {
    await client.connect();
  } catch (error) {
    close();
    throw error;
  }
  return {
    close,
    query: async (text, values) => {
      try {
        return (await client.query({ name: values && statementName({ sql: text }), text, values })).rows;
      } catch (error) {
        // One that was not answered in time is still under way, and all behind it would wait.
        end(error instanceof Error ? error.message : "a statement failed");
        throw error;
      }
    },
  };
}
