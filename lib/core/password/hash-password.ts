import { availableParallelism } from "node:os";
import { hash, verify } from "@node-rs/argon2";
import { fewAtOnce } from "@/lib/core/few-at-once";

/** argon2id, 19 MiB, two passes (OWASP's and SECURITY.md's S4). @node-rs/argon2 takes the algorithm as a number: 2 is argon2id. */
const parameters = { algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

/** A digest of no password, so that an unknown name costs the same work as a wrong password (ASVS 6.3.8). */
const nobody = "$argon2id$v=19$m=19456,t=2,p=1$BC78mTdBz/ErJNqHi57idA$kdcJ44gR8GDtdw4KSuCNo1zY+z7IYsiZoN+Ml1POqeY";

/** More at once than there are cores only makes each slower, and the API with them (SECURITY.md O4). */
const oneOfFew = fewAtOnce(availableParallelism(), 200, "Too many sign-ins at once; try again in a moment.");

/** The digest of a password in PHC form; about 10 ms of one core. @throws AppError `unavailable` where too many wait. */
export function hashPassword(password: string): Promise<string> {
  return oneOfFew(() => hash(password.normalize("NFC"), parameters));
}

/**
 * Whether a password is the one of this digest; `null` (nobody) takes as long and is false.
 * @throws AppError `unavailable` where too many wait.
 */
export function verifyPassword(digest: string | null, password: string): Promise<boolean> {
  return oneOfFew(async () => (await verify(digest ?? nobody, password.normalize("NFC"))) && digest !== null);
}

/** Whether a digest was made with other parameters than today's; it is made anew at the next sign-in (SECURITY.md S4). */
export function isOutdated(digest: string): boolean {
  const { memoryCost, timeCost, parallelism } = parameters;
  return !digest.startsWith(`$argon2id$v=19$m=${memoryCost},t=${timeCost},p=${parallelism}$`);
}
