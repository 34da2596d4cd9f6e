import { expect, test } from "vitest";
import { createPasscodeSchema } from "./create-passcode-schema";

const parse = (days: string) => createPasscodeSchema.safeParse({ expiry: "days", name: "Acme", days });

test("days are digits", () => {
  expect(parse(" 30 ").data).toEqual({ name: "Acme", expires_in_days: 30 });
  expect(parse("3650").success).toBe(true);
});

test.each(["", "0", "-1", "1.5", "1e2", "0x10", "3651", "99999999999999999999", "ten", "١٢"])(
  "%s is refused",
  (days) => {
    expect(parse(days).error?.issues[0]?.path).toEqual(["days"]);
  },
);

test("forever asks for no days", () => {
  const forever = createPasscodeSchema.parse({ expiry: "forever", name: "Acme", days: "1e2" });
  expect(forever).toEqual({ name: "Acme", expires_in_days: null });
});
