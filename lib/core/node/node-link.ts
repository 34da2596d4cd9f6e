import { type Listening, openListening } from "@/lib/listen";
import { beatChannelOf, type Change, changeChannel, readChange, writeAnswers } from "./change-message";

/** What a node hears. */
export type NodeEvents = {
  changed(change: Change): void;
  /** A heartbeat came back: whatever was committed before it has come in. @param databaseMs the database's clock when it was made. */
  beatCameBack(number: number, databaseMs: number): void;
  /** The connection is gone. */
  ended(reason: string): void;
};

/** A node's one LISTEN connection. Whatever it does goes through it, in order; all of it rejects once the connection is gone. */
export interface NodeLink {
  /** From its return on, `changed` tells of every change that is committed. */
  listen(): Promise<void>;
  /** From its return on, commands wait for this node. @param previousId the registration of its connection before, which is taken back. */
  register(previousId: string | null): Promise<void>;
  /** One heartbeat. @returns whether the registration was still there. */
  beat(number: number): Promise<boolean>;
  /** Tells those who made these changes that what they touched is forgotten here. */
  acknowledge(changes: readonly Change[]): Promise<void>;
  /** Commands do not wait for this node any more. */
  unregister(): Promise<void>;
  close(): void;
}

export type OpenNodeLink = (nodeId: string, events: NodeEvents) => Promise<NodeLink>;

/** Links over connections that `open` opens. */
export const linksOver =
  (open: typeof openListening): OpenNodeLink =>
  async (nodeId, events) => {
    const connection = await open("watchword-node", {
      ended: events.ended,
      notification: (channel, payload) => {
        if (channel === changeChannel) return events.changed(readChange(payload));
        const [number, databaseMs] = payload.split(" ").map(Number);
        events.beatCameBack(number ?? 0, databaseMs ?? 0);
      },
    });
    return nodeLink(connection, nodeId);
  };

/** The link to the database of the settings (DESIGN.md section 3). @throws what connecting throws. */
export const openNodeLink = linksOver(openListening);

function nodeLink(connection: Listening, nodeId: string): NodeLink {
  const beatChannel = beatChannelOf(nodeId);
  return {
    listen: async () => {
      await connection.query("SET synchronous_commit = on");
      await connection.query(`LISTEN ${changeChannel}`);
      await connection.query(`LISTEN ${beatChannel}`);
    },
    register: async (previousId) => {
      await connection.query(
        "INSERT INTO verifier_node (id, beat_at, started_at) VALUES ($1, clock_timestamp(), clock_timestamp())",
        [nodeId],
      );
      await connection.query("DELETE FROM verifier_node WHERE id = $1", [previousId]);
    },
    beat: async (number) => (await connection.query(beatSql, [nodeId, number, beatChannel])).length > 0,
    acknowledge: async (changes) => {
      const channels: string[] = [];
      const payloads: string[] = [];
      for (const [channel, ids] of byChannel(changes)) {
        for (const payload of writeAnswers(nodeId, ids)) {
          channels.push(channel);
          payloads.push(payload);
        }
      }
      await connection.query(answerSql, [channels, payloads]);
    },
    unregister: async () => {
      await connection.query("DELETE FROM verifier_node WHERE id = $1", [nodeId]);
    },
    close: () => connection.close(),
  };
}

/** Whether the registration `$1` is in the database that is asked: a row if so. */
export const registrationSql = "SELECT 1 FROM verifier_node WHERE id = $1";

/** UPDATE and never an upsert: a registration that was taken away must be missed. */
const beatSql = `
WITH beat AS (UPDATE verifier_node SET beats = $2::int, beat_at = clock_timestamp() WHERE id = $1 RETURNING 1)
SELECT pg_notify($3, ($2::int)::text || ' ' || (extract(epoch FROM clock_timestamp()) * 1000)::text) FROM beat`;

const answerSql = "SELECT pg_notify(channel, payload) FROM unnest($1::text[], $2::text[]) AS answer (channel, payload)";

function byChannel(changes: readonly Change[]): Map<string, string[]> {
  const ids = new Map<string, string[]>();
  for (const { id, answerChannel } of changes) ids.set(answerChannel, [...(ids.get(answerChannel) ?? []), id]);
  return ids;
}
