"use client";
import { Bar, BarChart, CartesianGrid, ResponsiveContainer, Tooltip, XAxis, YAxis } from "recharts";

/** A UTC day as it is shown. */
export type CallsBar = { day: string; accepted: number; refused: number };

const heightPx = 128;
const tick = { fill: "var(--ink-soft)", fontSize: 12 };

/** Accepted calls full, refused ones hatched above them; the arrow keys go from day to day. */
export function CallsBars({ bars }: { bars: CallsBar[] }) {
  // What is there at all is seen; a stacked bar's own value is not its count.
  const barMin = (outcome: "accepted" | "refused") => (_value: unknown, index: number) =>
    bars[index]?.[outcome] ? 2 : 0;
  return (
    <ResponsiveContainer width="100%" height={heightPx} initialDimension={{ width: 320, height: heightPx }}>
      <BarChart
        data={bars}
        margin={{ top: 6, right: 0, bottom: 0, left: 0 }}
        barCategoryGap="25%"
        aria-label="Calls by day; the arrow keys go from day to day"
      >
        <defs>
          <pattern id="refused" width="4" height="4" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
            <rect width="4" height="4" className="fill-brick-wash" />
            <rect width="2" height="4" className="fill-brick" />
          </pattern>
        </defs>
        <CartesianGrid vertical={false} stroke="var(--rule)" />
        <XAxis
          dataKey="day"
          tick={tick}
          tickLine={false}
          stroke="var(--rule-strong)"
          minTickGap={32}
          interval="preserveStartEnd"
        />
        <YAxis tick={tick} tickLine={false} axisLine={false} allowDecimals={false} tickCount={3} width="auto" />
        <Tooltip content={CallsOfDay} cursor={{ fill: "var(--well)", stroke: "none" }} isAnimationActive={false} />
        <Bar
          dataKey="accepted"
          stackId="calls"
          fill="var(--patina)"
          minPointSize={barMin("accepted")}
          isAnimationActive={false}
        />
        <Bar
          dataKey="refused"
          stackId="calls"
          fill="url(#refused)"
          minPointSize={barMin("refused")}
          isAnimationActive={false}
        />
      </BarChart>
    </ResponsiveContainer>
  );
}

function CallsOfDay({ active, payload }: { active?: boolean; payload?: readonly { payload?: CallsBar }[] }) {
  const bar = payload?.[0]?.payload;
  if (!active || !bar) return null;
  return (
    <p className="rounded-md bg-ink px-2 py-1 text-paper text-xs shadow-lift">
      {bar.day}: {bar.accepted} accepted, {bar.refused} refused
    </p>
  );
}
