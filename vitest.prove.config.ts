import { defineConfig } from "vitest/config";
import { globalSetup, resolve, test } from "./vitest.config";

// The long proofs, an hour and more: `npm run prove:…` runs one of them; a short version of each is among the tests.
export default defineConfig({ resolve, test: { ...test, globalSetup, include: ["scripts/prove/*.prove.ts"] } });
