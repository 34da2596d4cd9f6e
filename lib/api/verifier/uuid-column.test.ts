import fc from "fast-check";
import { expect, test } from "vitest";
import { bytesOfUuid, UuidColumn } from "./uuid-column";

test("gives back every uuid that was put in, and none where none was", () => {
  const entry = fc.tuple(fc.nat(5000), fc.option(fc.uuid()));
  fc.assert(
    fc.property(fc.array(entry, { maxLength: 100, size: "max" }), (entries) => {
      const column = new UuidColumn(5001);
      for (const [place, uuid] of entries) column.set(place, uuid);
      for (const [place, uuid] of new Map(entries)) expect(column.get(place)).toBe(uuid);
    }),
  );
});

test("the bytes of a uuid are its own", () => {
  fc.assert(
    fc.property(fc.uuid(), (uuid) => {
      expect(Buffer.from(bytesOfUuid(uuid), "latin1").toString("hex")).toBe(uuid.replaceAll("-", ""));
    }),
  );
});
