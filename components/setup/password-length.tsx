import { passwordLengthMin } from "@/lib/core/password/password-schema";

const ticks = "repeating-linear-gradient(90deg, currentColor 0 6px, transparent 0 9px)";

/** How long the password is already: a tally of the characters it must have at least, and the words. */
export function PasswordLength({ password, lengthMin = passwordLengthMin }: { password: string; lengthMin?: number }) {
  const length = [...password.normalize("NFC")].length;
  const share = Math.min(1, length / lengthMin);
  return (
    <span className="grid gap-1.5">
      <span aria-hidden className="relative block h-1" style={{ width: lengthMin * 9 }}>
        <span className="absolute inset-0 text-rule-strong" style={{ background: ticks }} />
        <span
          className="absolute inset-y-0 left-0 text-patina"
          style={{ background: ticks, width: `${share * 100}%` }}
        />
      </span>
      <span>
        {length >= lengthMin
          ? `${length} characters: long enough. Four unrelated words are good.`
          : `${length} of at least ${lengthMin} characters. Four unrelated words are good.`}
      </span>
    </span>
  );
}
