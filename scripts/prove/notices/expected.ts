// What must be received, reckoned anew: in JavaScript, by Intl, from the log of what was done. It shares no line with the code it checks.

/** One notice by its key. */
export type Key = string;
export const keyOf = (subject: string, kind: string, day: number, occurrence: string, recipient: string): Key =>
  [subject, kind, day, occurrence, recipient].join(" | ");

/** A span in which a credential has one end. */
export type Span = {
  subject: string;
  kind: "expiry" | "retirement";
  end: Date;
  /** When this end was set, and when it stopped being true (deleted, extended, replaced); null: never. */
  from: Date;
  until: Date | null;
  zone: string;
  recipients: string[];
};

export type Expected = Map<Key, { due: Date /** After this it may not be sent any more. */; staleAt: Date | null }>;

const dayMs = 86_400_000;
const hourOfMorning = 9;

/** What the sweeps at these moments must have told of these spans, on these days before the end. */
export function expectedOf(spans: readonly Span[], sweeps: readonly Date[], days: readonly number[]): Expected {
  const expected: Expected = new Map();
  for (const span of spans) {
    for (const sweep of sweeps) {
      if (sweep < span.from || (span.until && sweep >= span.until)) continue;
      const day = nearestDay(span, sweep, days);
      if (day === null) continue;
      for (const recipient of span.recipients) {
        const key = keyOf(span.subject, span.kind, day, span.end.toISOString(), recipient);
        const known = expected.get(key);
        if (!known) expected.set(key, { due: sweep, staleAt: span.until });
        // The same end again, after another one: it is told once, while it is true.
        else if (known.staleAt && known.staleAt < span.from) known.staleAt = span.until;
      }
    }
  }
  return expected;
}

function nearestDay({ end, from, zone }: Span, sweep: Date, days: readonly number[]): number | null {
  const come = days.filter((day) => momentOf(end, day, zone) <= sweep);
  if (come.length === 0) return null;
  const day = Math.min(...come);
  return day <= 0 || momentOf(end, day, zone) > from ? day : null;
}

const moments = new Map<string, Date>();

export function momentOf(end: Date, day: number, zone: string): Date {
  const key = `${end.getTime()} ${day} ${zone}`;
  const known = moments.get(key);
  if (known) return known;
  const moment = day === 0 || day === 1 ? new Date(end.getTime() - day * dayMs) : morningOf(new Date(end), day, zone);
  moments.set(key, moment);
  return moment;
}

/** Nine in the morning of the zone's date of the end, so many days before. */
function morningOf(end: Date, day: number, zone: string): Date {
  const [year = 0, month = 1, date = 1] = localParts(end, zone);
  const wanted = Date.UTC(year, month - 1, date - day, hourOfMorning);
  let guess = wanted;
  for (let round = 0; round < 3; round++) guess -= asUtc(new Date(guess), zone) - wanted;
  return new Date(guess);
}

const asUtc = (instant: Date, zone: string): number => {
  const [year = 0, month = 1, date = 1, hour = 0, minute = 0, second = 0] = localParts(instant, zone);
  return Date.UTC(year, month - 1, date, hour, minute, second);
};

const formatters = new Map<string, Intl.DateTimeFormat>();

function localParts(instant: Date, zone: string): number[] {
  const formatter =
    formatters.get(zone) ??
    new Intl.DateTimeFormat("sv-SE", { timeZone: zone, dateStyle: "short", timeStyle: "medium", hourCycle: "h23" });
  formatters.set(zone, formatter);
  return (formatter.format(instant).match(/\d+/g) ?? []).map(Number);
}
