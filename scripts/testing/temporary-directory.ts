import { chmodSync, existsSync, mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

/** A folder of its own for one test; `npm test` says where, and sweeps that place at its end. */
export function makeTemporaryDirectory(): string {
  const directory = mkdtempSync(path.join(process.env.WATCHWORD_TEST_DIR || tmpdir(), "watchword test "));
  // As root the database runs as another user, who must be able to pass.
  chmodSync(directory, 0o711);
  return realpathSync(directory);
}

/** Removes it with what it links to: a database may live elsewhere. */
export function removeTemporaryDirectory(directory: string): void {
  const database = path.join(directory, "postgres");
  if (existsSync(database)) rmSync(realpathSync(database), { recursive: true, force: true });
  rmSync(directory, { recursive: true, force: true });
}
