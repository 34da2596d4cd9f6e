import { Button, Text } from "@react-email/components";
import type { Action } from "@/lib/email/letter";
import { day, mono, sans } from "./theme";

const small = { fontFamily: sans, fontSize: 13, lineHeight: "20px", color: day.soft, margin: "0 0 16px" };
const code = { fontFamily: mono, fontSize: 12, wordBreak: "break-all" } as const;

/** The one button; a single-use link also as text, and in the copy that is kept only as a text that leads nowhere. */
export function Way({ action: { label, href, isForgotten } }: { action: Action }) {
  if (isForgotten) return <Forgotten label={label} href={href} />;
  return (
    <>
      <Button
        href={href}
        className="button"
        style={{
          ...{ fontFamily: sans, fontSize: 15, fontWeight: 600, color: day.onPatina, backgroundColor: day.patina },
          ...{ borderRadius: 3, padding: "11px 18px", margin: "0 0 16px" },
        }}
      >
        {label}
      </Button>
      {href.includes("#") && (
        <Text className="soft" style={small}>
          If the button does not open, copy this address into your browser:
          <br />
          <span style={code}>{href}</span>
        </Text>
      )}
    </>
  );
}

function Forgotten({ label, href }: { label: string; href: string }) {
  return (
    <div
      className="well"
      style={{ backgroundColor: day.well, color: day.ink, borderRadius: 3, padding: "10px 14px", margin: "0 0 16px" }}
    >
      <span style={{ fontFamily: sans, fontSize: 14, lineHeight: "20px", fontWeight: 600 }}>{label}</span>
      <br />
      <span style={code}>{href}</span>
      <br />
      <span style={{ fontFamily: sans, fontSize: 13, lineHeight: "20px" }}>{forgottenWords}</span>
    </div>
  );
}

/** Why the kept copy of a mail has no link that opens. */
export const forgottenWords = "The link itself is not kept: it is in the mail that was sent, and nowhere else.";
