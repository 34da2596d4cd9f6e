import { vi } from "vitest";
import { createPool } from "@/lib/api/verifier/create-pool";
import { directVerifier } from "@/lib/api/verifier/direct-verifier";
import { env } from "@/lib/env";

// The tests of decisions run twice: against memory under its lease, and here against the database alone.
vi.mock("@/lib/api/verifier/start-verifier", () => ({
  startVerifier: () => directVerifier(createPool(env().DATABASE_URL ?? "")),
}));
