import type { FastifyReply, FastifyRequest } from "fastify";
import type { Caller } from "@/lib/core/context";
import { AppError } from "@/lib/core/errors";
import { callerOf, managerOf } from "./manager";

const keyShape = /^[\x21-\x7e]{1,255}$/;

/**
 * The caller of a change that may be sent twice, with his `Idempotency-Key` where he sent one (WIRE.md, Management API). A repeat
 * by the same credential is answered with `Idempotent-Replayed: true`: what is kept of a secret opens with that one alone.
 *
 * @throws AppError `invalid_request` where the key is not 1–255 visible ASCII characters; two headers make no key either.
 */
export function idempotentCaller(request: FastifyRequest, reply: FastifyReply): Caller {
  const caller = callerOf(request);
  const key = request.headers["idempotency-key"];
  if (key === undefined) return caller;
  if (typeof key !== "string" || !keyShape.test(key)) {
    const message = "Idempotency-Key: 1 to 255 visible ASCII characters.";
    throw new AppError("invalid_request", message, { issues: [{ path: "Idempotency-Key", message }] });
  }
  const { credentialId, secret } = managerOf(request);
  const [path] = request.url.split("?", 1);
  const onReplay = () => void reply.header("idempotent-replayed", "true");
  return {
    ...caller,
    idempotency: { key, scope: `${credentialId} ${request.method} ${path}`, callerSecret: secret, onReplay },
  };
}
