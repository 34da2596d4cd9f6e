import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

export const resolve = { alias: { "@": fileURLToPath(new URL(".", import.meta.url)) } };
export const test = {
  pool: "forks",
  testTimeout: 30_000,
  hookTimeout: 60_000,
  expect: { poll: { timeout: 10_000 } },
} as const;

export const globalSetup = "scripts/testing/global-setup.ts";

export default defineConfig({
  resolve,
  test: {
    globalSetup,
    projects: [
      {
        resolve,
        test: { ...test, name: "whole", include: ["{app,components,lib,scripts}/**/*.test.{ts,tsx}"] },
      },
      {
        resolve,
        test: {
          ...test,
          name: "decisions by the database",
          include: [
            "lib/api/dialects/{access-refresh,access-token,private-tokens-revoke}.test.ts",
            "lib/api/dialects/{basic,basic-attacks,basic-token,passcode,passcode-socket,user-passcode}.test.ts",
            "lib/api/dialects/{session,session-token,temporary,temporary-callers,temporary-key}.test.ts",
            "lib/api/{forward-auth,introspect,self,verify,verify-refusals}.test.ts",
            "lib/api/management/{access,by-session-token,passcode-rotation,user-passcode-end}.test.ts",
          ],
          setupFiles: "scripts/testing/decide-directly.ts",
        },
      },
    ],
  },
});
