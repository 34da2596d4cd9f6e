import { Recent } from "@/lib/core/throttle/recent";
import { verifyPassword } from "./hash-password";

const compared = new Recent<boolean>();

/**
 * As `verifyPassword`, but argon2 is paid once in 10 s for the same password and digest: a repeat that is not counted would else keep
 * the cores busy. What comes out is the same, for nothing else is looked at; a new digest is compared anew.
 * @param email so that names whom nobody has share nothing: who is known would be told by the time (SECURITY.md A1).
 * @throws AppError as `verifyPassword`.
 */
export function verifyOnce(email: string, digest: string | null, password: string): Promise<boolean> {
  return compared.of([email, digest ?? "", password], () => verifyPassword(digest, password)).value;
}
