import "server-only";
import { headers } from "next/headers";
import type { Caller } from "@/lib/core/context";
import { requestInfo } from "./request-info";
import type { Session } from "./session";

/** Who is signed in, as the core's commands and queries take him. */
export async function callerOf({ actor }: Session): Promise<Caller> {
  return { actor, request: requestInfo(await headers()) };
}
