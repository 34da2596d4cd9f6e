import { readFileSync } from "node:fs";

/**
 * The file that the bench writes: `account<TAB>passcode` a line.
 * @param {string} file
 * @returns {{ account: string, passcode: string }[]}
 */
export function readCredentials(file) {
  const lines = readFileSync(file, "utf8").trimEnd().split("\n");
  return lines.map((line) => {
    const [account, passcode] = line.split("\t");
    return { account, passcode };
  });
}
