import type { Database, Notice } from "./database";

/** One connection's part in the database. */
export type Session = { database: Database; channels: Set<string> };

type Statement = (session: Session, values: unknown[], clockAtStart: number) => object[];

/** The statements that nodes and listeners send, told by how they begin. What is not known here is an error, so that none goes unseen. */
const known: [RegExp, Statement][] = [
  [/^SET |^SELECT 1$/, () => []],
  [
    /^INSERT INTO verifier_node/,
    ({ database }, [id]) => {
      database.registry.set(String(id), { beats: 0, beatAt: database.clock() });
      return [];
    },
  ],
  [
    /^DELETE FROM verifier_node WHERE id = \$1$/,
    ({ database }, [id]) => {
      database.registry.delete(String(id));
      return [];
    },
  ],
  [
    /^WITH beat AS \(UPDATE verifier_node SET/,
    (session, values, clockAtStart) => {
      return session.database.registry.has(String(values[0])) ? beat(session, values, clockAtStart) : [];
    },
  ],
  // Nobody sends it: a broken variant does.
  [/^WITH beat AS \(INSERT INTO verifier_node .* ON CONFLICT/, (...given) => beat(...given)],
  [
    /^SELECT pg_notify\(channel, payload\) FROM unnest/,
    ({ database }, [channels, payloads]) => {
      const notices = (channels as string[]).map((channel, i): Notice => {
        return { channel, payload: (payloads as string[])[i] ?? "" };
      });
      database.commit(() => undefined, notices);
      return [];
    },
  ],
];

function beat({ database }: Session, [id, number, channel]: unknown[], clockAtStart: number): object[] {
  const row = { beats: Number(number), beatAt: database.clock() };
  const notice = { channel: String(channel), payload: `${number} ${clockAtStart}` };
  database.commit(() => database.registry.set(String(id), row), [notice]);
  return [{}];
}

/** Executes one statement, which is a transaction. @throws Error for one that the model does not know. */
export function executeStatement(session: Session, text: string, values: unknown[], clockAtStart: number): object[] {
  const statement = text.replaceAll(/\s+/g, " ").trim();
  const channel = /^LISTEN (\w+)$/.exec(statement)?.[1];
  if (channel) {
    session.channels.add(channel);
    return [];
  }
  const found = known.find(([shape]) => shape.test(statement));
  if (!found) throw new Error(`the model of the database does not know: ${statement}`);
  return found[1](session, values, clockAtStart);
}
