import type { Client } from "pg";
import type { NamedKey } from "@/lib/keys";
import { StartError } from "./start-error";

/**
 * With another installation's keys every credential would be refused without a word: better not to start.
 * @throws StartError where live secrets were digested with a pepper that is not loaded
 */
export async function checkPeppers(client: Client, peppers: NamedKey[]): Promise<void> {
  const { rows } = await client.query(
    `select pepper_id, count(*)::int as secrets from (
       select pepper_id from secret where ended_at is null
       union all
       select pepper_id from service_key where revoked_at is null
     ) as live where pepper_id <> all($1) group by pepper_id`,
    [peppers.map(({ id }) => id)],
  );
  if (rows.length === 0) return;
  const secrets = rows.reduce((sum, row) => sum + row.secrets, 0);
  throw new StartError(
    `The keys do not belong to this database: ${secrets} secrets in it need the pepper ${rows.map((row) => row.pepper_id).join(", ")}.`,
  );
}
