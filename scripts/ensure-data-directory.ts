import { accessSync, constants, mkdirSync } from "node:fs";
import { StartError } from "./start-error";

/**
 * Makes `DATA_DIR` unless it is there.
 * @throws StartError where it cannot be made or written to
 */
export function ensureDataDirectory(directory: string): void {
  try {
    // Root's database runs as another user, who must be able to pass through; what is in it is closed file by file.
    mkdirSync(directory, { recursive: true, mode: process.getuid?.() === 0 ? 0o711 : 0o700 });
    accessSync(directory, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch (error) {
    throw new StartError(`DATA_DIR ${directory} cannot be written to: ${(error as NodeJS.ErrnoException).code}`);
  }
}
