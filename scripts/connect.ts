import { Client } from "pg";
import { StartError } from "./start-error";

/**
 * One connection for the work of a start.
 * @throws StartError where the database cannot be reached within 5 s, refuses, or is older than PostgreSQL 14
 */
export async function connect(url: string): Promise<Client> {
  const client = new Client({
    connectionString: url,
    connectionTimeoutMillis: 5000,
    application_name: "watchword start",
  });
  client.on("error", () => undefined);
  try {
    await client.connect();
  } catch (error) {
    throw new StartError(explain(error as NodeJS.ErrnoException, url));
  }
  const { rows } = await client.query(
    "select current_setting('server_version_num')::int as num, current_setting('server_version') as name",
  );
  if (rows[0].num >= 140_000) return client;
  await client.end();
  throw new StartError(`PostgreSQL 14 or later is needed, this is ${rows[0].name}.`);
}

/** The password, which stands in the URL, is never part of it. */
function explain(error: NodeJS.ErrnoException, url: string): string {
  const { hostname, port } = URL.canParse(url) ? new URL(url) : { hostname: "?", port: "" };
  const place = `the database at ${hostname || "localhost"}:${port || 5432}`;
  const code = error.code ?? "";
  // PostgreSQL's own answers have a five-character SQLSTATE: it was reached.
  if (/^[0-9A-Z]{5}$/.test(code)) return `${place} refuses: ${error.message}`;
  return `${place} cannot be reached: ${code || error.message}`;
}
