/** What a secret is recognised by, `ww…k3Zq`: struck like a tally stick, never the secret itself. */
export function HintChip({ hint }: { hint: string }) {
  return (
    <code className="inline-flex items-center whitespace-nowrap rounded-sm border border-rule-strong border-dashed bg-sheet px-1.5 font-mono text-ink text-xs leading-5">
      {hint}
    </code>
  );
}
