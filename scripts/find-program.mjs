import { accessSync, constants } from "node:fs";
import path from "node:path";

/**
 * The first of these programs that is there, as an absolute path; null where none is.
 * @param {string[]} names
 */
export function findProgram(names) {
  // Debian keeps servers in sbin, which ordinary users do not search.
  const folders = [...(process.env.PATH ?? "").split(path.delimiter), "/usr/sbin", "/usr/local/sbin"];
  const candidates = names.flatMap((name) => folders.map((folder) => path.join(folder, name)));
  return candidates.find((file) => isExecutable(file)) ?? null;
}

/** @param {string} file */
export function isExecutable(file) {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
