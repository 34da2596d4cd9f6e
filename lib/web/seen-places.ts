import "server-only";
import { type Action, may } from "@/lib/core/permissions";
import { currentSession } from "./session";

/** Those of a section's pages that the reader may see: he may do what each `needs`. None for a visitor. */
export async function seenPlaces<Place extends { needs: Action }>(places: readonly Place[]): Promise<Place[]> {
  const session = await currentSession();
  return session ? places.filter(({ needs }) => may(session.actor, needs)) : [];
}
