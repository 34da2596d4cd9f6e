/** Of one process; PostgreSQL holds some 35 KB for each, in each of its connections. */
const keptMax = 300;
const names = new Map<string, string>();

/**
 * The name under which PostgreSQL keeps a statement: it is parsed and planned once for each connection, not each time.
 * @returns empty for what is not kept, because so many are already.
 */
export function statementName({ sql }: { sql: string }): string {
  const known = names.get(sql);
  if (known) return known;
  if (names.size >= keptMax) return "";
  const name = `kept_${names.size + 1}`;
  names.set(sql, name);
  return name;
}
