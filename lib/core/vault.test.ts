import { afterEach, describe, expect, test, vi } from "vitest";
import * as keysModule from "@/lib/keys";
import { openFromVault, sealInVault, type VaultPlace } from "./vault";

const place: VaultPlace = { ownerId: "account", recordId: "secret", purpose: "user passcode" };
const refused = (work: () => unknown) => {
  try {
    work();
  } catch (error) {
    return (error as { code?: string }).code;
  }
  return null;
};

afterEach(() => vi.restoreAllMocks());

describe("the vault", () => {
  test("gives back what was sealed, and no two seals are alike", () => {
    const [one, two] = [sealInVault("wwup_secret", place), sealInVault("wwup_secret", place)];
    expect(openFromVault(one, place)).toBe("wwup_secret");
    expect(Buffer.from(one.sealed).equals(two.sealed)).toBe(false);
    expect(Buffer.from(one.sealed).includes("wwup_secret")).toBe(false);
  });

  test.each([
    { ...place, ownerId: "another account" },
    { ...place, recordId: "another secret" },
    { ...place, purpose: "totp seed" as const },
  ])("opens nothing that was moved: %j", (elsewhere) => {
    const row = sealInVault("wwup_secret", place);
    expect(
      refused(() => openFromVault(row, elsewhere)),
      "a swapped ciphertext shows another's secret",
    ).toBe("vault_unreadable");
  });

  test("opens nothing of which a single bit was changed", () => {
    const { sealed, vaultKeyId } = sealInVault("wwup_secret", place);
    for (let byte = 0; byte < sealed.length; byte++) {
      const changed = Uint8Array.from(sealed);
      changed[byte] = (changed[byte] ?? 0) ^ 1;
      expect(
        refused(() => openFromVault({ sealed: changed, vaultKeyId }, place)),
        `byte ${byte}`,
      ).toBe("vault_unreadable");
    }
  });

  test("opens nothing that claims another key, even where both keys are the same", () => {
    const keys = keysModule.keys();
    const [key] = keys.vaultKeys;
    vi.spyOn(keysModule, "keys").mockReturnValue({
      ...keys,
      vaultKeys: [key, { id: "renamed", key: key?.key }],
    } as never);
    const { sealed } = sealInVault("wwup_secret", place);
    expect(refused(() => openFromVault({ sealed, vaultKeyId: "renamed" }, place))).toBe("vault_unreadable");
  });

  test("says that it cannot tell where the key is not loaded, and opens under the previous one", () => {
    const keys = keysModule.keys();
    const old = sealInVault("wwup_secret", place);
    const current = { id: "new", key: Buffer.alloc(32, 1) };
    const spy = vi.spyOn(keysModule, "keys").mockReturnValue({ ...keys, vaultKeys: [current] });
    expect(refused(() => openFromVault(old, place))).toBe("unavailable");
    spy.mockReturnValue({ ...keys, vaultKeys: [current, ...keys.vaultKeys] });
    expect(openFromVault(old, place)).toBe("wwup_secret");
    expect(sealInVault("x", place).vaultKeyId).toBe("new");
  });
});
