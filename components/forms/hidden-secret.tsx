/** In the place of a secret that is shown on demand. */
export function HiddenSecret() {
  return (
    <p className="overflow-hidden rounded-md border border-rule-strong border-dashed px-3 py-2 font-mono text-base text-ink-soft">
      <span aria-hidden>{"•".repeat(24)}</span>
      <span className="sr-only">Hidden</span>
    </p>
  );
}
