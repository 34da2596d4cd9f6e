import { existsSync, readdirSync } from "node:fs";
import path from "node:path";

/** What gives one process a clock of its own; null where the package faketime is not installed. */
export function findLibfaketime(): string | null {
  const folders = ["/usr/lib", "/usr/lib64", "/usr/local/lib"].filter((folder) => existsSync(folder));
  const below = folders.flatMap((folder) => readdirSync(folder).map((name) => path.join(folder, name)));
  const files = [...folders, ...below].map((folder) => path.join(folder, "faketime", "libfaketime.so.1"));
  return files.find((file) => existsSync(file)) ?? null;
}

/** The environment of a process whose wall clock is so many seconds off; its monotonic one goes on as it does. */
export const shiftedClock = (library: string, seconds: number): Record<string, string> => ({
  LD_PRELOAD: library,
  FAKETIME: `${seconds < 0 ? "" : "+"}${seconds}s`,
  DONT_FAKE_MONOTONIC: "1",
});
