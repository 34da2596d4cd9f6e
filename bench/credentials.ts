import { randomInt, randomUUID } from "node:crypto";
import { writeFileSync } from "node:fs";
import path from "node:path";
import type { Client } from "pg";
import { digestSecret, hintOf, makeAccountPublicId, makeToken } from "@/lib/core/secrets";
import { connect } from "@/scripts/connect";
import type { Stand } from "./stand";

export type Credential = { account: string; passcode: string };

/** An account holds no more. */
const perAccount = 100;
const accountsPerBatch = 100;
/** One in so many is refused. */
export const refusedEvery = 100;

/** Writes so many more passcodes straight into the tables: by the management API a million would take hours. */
export async function seedCredentials(stand: Stand, count: number): Promise<Credential[]> {
  const client = await connect(stand.databaseUrl);
  const credentials: Credential[] = [];
  while (credentials.length < count) {
    const accounts = Math.min(accountsPerBatch, Math.ceil((count - credentials.length) / perAccount));
    credentials.push(...(await seedBatch(client, accounts)));
  }
  // Or PostgreSQL would tidy up during the rounds.
  await client.query("VACUUM ANALYZE");
  await client.query("CHECKPOINT");
  await client.end();
  return credentials.slice(0, count);
}

async function seedBatch(client: Client, accounts: number): Promise<Credential[]> {
  const made = Array.from({ length: accounts }, () => ({ id: randomUUID(), publicId: makeAccountPublicId() }));
  const rows = made.flatMap(({ id: accountId, publicId }) =>
    Array.from({ length: perAccount }, (_, n) => {
      const token = makeToken("ap");
      return { id: randomUUID(), accountId, publicId, name: `p${n}`, token, ...digestSecret(token) };
    }),
  );
  await client.query("BEGIN");
  await client.query(
    `INSERT INTO account (id, public_id, name, realm, live_passcodes, created_at)
     SELECT id, public_id, public_id, lower(public_id), $3, now() FROM unnest($1::uuid[], $2::text[]) AS a(id, public_id)`,
    [made.map(({ id }) => id), made.map(({ publicId }) => publicId), perAccount],
  );
  await client.query(
    `INSERT INTO passcode (id, account_id, name, name_key, created_at, created_by)
     SELECT id, account_id, name, name, now(), 'bench' FROM unnest($1::uuid[], $2::uuid[], $3::text[]) AS p(id, account_id, name)`,
    [rows.map(({ id }) => id), rows.map(({ accountId }) => accountId), rows.map(({ name }) => name)],
  );
  await client.query(
    `INSERT INTO secret (passcode_id, digest, pepper_id, hint, created_at)
     SELECT passcode_id, digest, $4, hint, now() FROM unnest($1::uuid[], $2::bytea[], $3::text[]) AS s(passcode_id, digest, hint)`,
    [
      ...[
        rows.map(({ id }) => id),
        rows.map(({ digest }) => Buffer.from(digest)),
        rows.map(({ token }) => hintOf(token)),
      ],
      rows[0]?.pepperId,
    ],
  );
  await client.query("COMMIT");
  return rows.map(({ publicId, token }) => ({ account: publicId, passcode: token }));
}

/** As many of them, by chance and in no order, or the load would walk the tables in the order of their pages. */
export function pick(credentials: readonly Credential[], count: number): Credential[] {
  const left = [...credentials];
  for (let i = 0; i < count; i++) {
    const j = randomInt(i, left.length);
    [left[i], left[j]] = [left[j] as Credential, left[i] as Credential];
  }
  return left.slice(0, count);
}

/** What is to be refused: whole, so that it must be looked for, and unknown. */
export const unknownCredential = (account: string): Credential => ({ account, passcode: makeToken("ap") });

/** The credentials in the order in which they are asked for, each hundredth one unknown. */
export function mixRefused(credentials: readonly Credential[]): Credential[] {
  return credentials.flatMap((credential, i) =>
    i % (refusedEvery - 1) === 0 ? [credential, unknownCredential(credential.account)] : [credential],
  );
}

/** @returns the file, `account<TAB>passcode` a line, as the load programs and the peers read it. */
export function writeCredentials(stand: Stand, name: string, credentials: readonly Credential[]): string {
  const file = path.join(stand.directory, `${name}.tsv`);
  writeFileSync(file, `${credentials.map(({ account, passcode }) => `${account}\t${passcode}`).join("\n")}\n`);
  return file;
}
