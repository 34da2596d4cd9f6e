import "server-only";
import { encode } from "uqr";
import type { Caller } from "@/lib/core/context";
import { enrolTotp } from "@/lib/core/totp/enrol-totp";

/** A QR code as one SVG path over a square of so many modules. */
export type QrDrawing = { size: number; path: string };

/** Begins the enrolment of TOTP, with the QR code drawn here: no other service sees the secret. */
export async function enrolTotpByQr(caller: Caller, input: Record<string, never>) {
  const enrolment = await enrolTotp(caller, input);
  return { ...enrolment, qr: drawQr(enrolment.otpauth_url) };
}

/** ISO/IEC 18004 wants four light modules around it. */
const border = 4;

function drawQr(text: string): QrDrawing {
  const { size, data } = encode(text, { ecc: "M", border });
  const dark = data.flatMap((row, y) => row.flatMap((isDark, x) => (isDark ? [`M${x} ${y}h1v1h-1z`] : [])));
  return { size, path: dark.join("") };
}
