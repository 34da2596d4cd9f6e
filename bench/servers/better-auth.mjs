import { createServer } from "node:http";
import { apiKey, defaultKeyHasher } from "@better-auth/api-key";
import { betterAuth } from "better-auth";
import { getMigrations } from "better-auth/db/migration";
import pg from "pg";
import { answer } from "./answer.mjs";
import { readCredentials } from "./read-credentials.mjs";

// Peer (c): the api-key plugin, in memory, or on PostgreSQL where a database is given. Its own limiter is off, as is its
// log, which would write a line for each refusal.
const [port, file, databaseUrl] = process.argv.slice(2);
const credentials = readCredentials(file ?? "");
const common = {
  secret: "bench bench bench bench bench bench",
  logger: { disabled: true },
  telemetry: { enabled: false },
};
const auth = databaseUrl ? await onPostgres(databaseUrl) : await inMemory();

createServer(async (request, response) => {
  const { valid } = await auth.api.verifyApiKey({ body: { key: String(request.headers["x-api-key"]) } });
  answer(response, valid);
}).listen(Number(port), "127.0.0.1");

/** Its memory adapter looks through all rows at each call; its secondary storage is a Map, and so what it does best. */
async function inMemory() {
  const stored = new Map();
  const now = new Date();
  for (const [i, { passcode }] of credentials.entries()) {
    const row = rowOf(i, await defaultKeyHasher(passcode), now);
    const text = JSON.stringify(row);
    stored.set(`api-key:${row.key}`, text).set(`api-key:by-id:${row.id}`, text);
    stored.set(`api-key:by-ref:${row.referenceId}`, JSON.stringify([row.id]));
  }
  return betterAuth({
    ...common,
    secondaryStorage: {
      get: (key) => stored.get(key) ?? null,
      set: (key, value) => void stored.set(key, value),
      delete: (key) => void stored.delete(key),
    },
    plugins: [apiKey({ storage: "secondary-storage", rateLimit: { enabled: false } })],
  });
}

async function onPostgres(connectionString) {
  const pool = new pg.Pool({ connectionString });
  const options = { ...common, database: pool, plugins: [apiKey({ rateLimit: { enabled: false } })] };
  const { runMigrations } = await getMigrations(options);
  await runMigrations();
  await insertKeys(pool);
  return betterAuth(options);
}

/** By its own API a hundred thousand keys would take minutes. */
async function insertKeys(pool) {
  const now = new Date();
  for (let start = 0; start < credentials.length; start += 5000) {
    const part = credentials.slice(start, start + 5000);
    const rows = await Promise.all(
      part.map(async ({ passcode }, i) => rowOf(start + i, await defaultKeyHasher(passcode), now)),
    );
    // The rows as JSON: the columns are those that its own migration made.
    await pool.query("INSERT INTO apikey SELECT * FROM json_populate_recordset(NULL::apikey, $1)", [
      JSON.stringify(rows),
    ]);
  }
  await pool.query("VACUUM ANALYZE apikey");
}

/** Each key has an owner of its own: it keeps a list of an owner's keys, and reads it at each check. */
function rowOf(i, key, now) {
  return {
    ...{ id: `key${i}`, configId: "default", name: null, start: null, prefix: null, key, referenceId: `owner${i}` },
    ...{ refillInterval: null, refillAmount: null, lastRefillAt: null, enabled: true, rateLimitEnabled: false },
    ...{ rateLimitTimeWindow: null, rateLimitMax: null, requestCount: 0, remaining: null, lastRequest: null },
    ...{ expiresAt: null, createdAt: now, updatedAt: now, permissions: null, metadata: null },
  };
}
