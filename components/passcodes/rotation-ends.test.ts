import { expect, test } from "vitest";
import type { PasscodeView } from "@/lib/core/passcode/passcode-view";
import { endAfterRotation, oldSecretEnd } from "./rotation-ends";

const now = Date.parse("2026-12-01T12:00:00Z");
const ending = (expires_at: string | null) => ({ expires_at }) as PasscodeView;

test("a maximum lifetime shortens an end beyond it, and only that", () => {
  const inTen = "2026-12-11T12:00:00.000Z";
  expect(endAfterRotation(ending(null), null, now)).toEqual({ expiresAt: null, isShortened: false });
  expect(endAfterRotation(ending(null), 10, now)).toEqual({ expiresAt: inTen, isShortened: true });
  expect(endAfterRotation(ending("2026-12-12T00:00:00.000Z"), 10, now)).toEqual({
    expiresAt: inTen,
    isShortened: true,
  });
  expect(endAfterRotation(ending(inTen), 10, now)).toEqual({ expiresAt: inTen, isShortened: false });
});

test("an old secret never outlives its passcode", () => {
  const end = "2026-12-02T00:00:00.000Z";
  expect(oldSecretEnd(3600, end, now)).toEqual({ at: "2026-12-01T13:00:00.000Z", isCut: false });
  expect(oldSecretEnd(86_400, end, now)).toEqual({ at: end, isCut: true });
  expect(oldSecretEnd(86_400, null, now)).toEqual({ at: "2026-12-02T12:00:00.000Z", isCut: false });
});
