import type { Command } from "@/components/forms/use-command";
import type { PasscodeView } from "@/lib/core/passcode/passcode-view";

export type IssuedPasscode = PasscodeView & { passcode: string };

/** What the reader may do with passcodes; null where he may not. */
export type PasscodeActions = {
  create: Command<IssuedPasscode> | null;
  update: Command<PasscodeView> | null;
  rotate: Command<IssuedPasscode> | null;
  changeRotation: Command<PasscodeView> | null;
  retireOld: Command<PasscodeView> | null;
  changeMany: Command<{ changed: number }> | null;
  remove: Command<null> | null;
  read: Command<PasscodeView>;
  /** Those of them that are still there. */
  readMany: Command<PasscodeView[]>;
};

/** The account around the passcodes. */
export type PasscodeHome = {
  accountId: string;
  /** Where this account's API is called: an origin. */
  apiUrl: string;
  /** What an end may be set to at most; null: no maximum. */
  maxLifetimeDays: number | null;
  /** Passcodes that are not expired, and how many there may be. */
  taken: number;
  places: number;
  /** When no place is left: those that were used the longest ago. */
  leastUsed: PasscodeView[];
};
