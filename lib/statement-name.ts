/** Of one process; PostgreSQL holds some 35 KB for each, in each of its connections. */
const keptMax = 300;
/** In characters: what is longer lists hundreds of ids, and hardly comes again with as many. */
const longest = 4000;
const names = new Map<string, string>();

/**
 * The name under which PostgreSQL keeps a statement: it is parsed and planned once for each connection, not each time.
 * @returns empty for what is not kept, because it is too long or so many are already; and for COMMIT.
 */
export function statementName({ sql }: { sql: string }): string {
  // Without a name it is one message, and a backend that is killed meanwhile still says that it is done. Of a kept one the kill is
  // heeded between Execute and Sync, and what was done would be answered as an outage.
  if (sql === "COMMIT") return "";
  const known = names.get(sql);
  if (known) return known;
  if (names.size >= keptMax || sql.length > longest) return "";
  const name = `kept_${names.size + 1}`;
  names.set(sql, name);
  return name;
}
