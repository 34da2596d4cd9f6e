import type { UserPasscodeStatus } from "@/lib/core/user/user-view";

const marks: Record<UserPasscodeStatus, { word: string; colour: string; shape: string }> = {
  active: { word: "Active", colour: "text-patina", shape: "M6 1a5 5 0 1 1 0 10A5 5 0 0 1 6 1z" },
  rolling: {
    word: "Rolling",
    colour: "text-patina",
    shape: "M4 2a4 4 0 1 0 2 7.46A5 5 0 0 1 6 2.54 4 4 0 0 0 4 2zm4 0a4 4 0 1 1 0 8 4 4 0 0 1 0-8z",
  },
  expiring_soon: { word: "Expiring soon", colour: "text-amber", shape: "M6 .8 11.6 11H.4z" },
  suspended: { word: "Suspended", colour: "text-ink-soft", shape: "M2 1h3v10H2zm5 0h3v10H7z" },
  expired: {
    word: "Expired",
    colour: "text-brick",
    shape: "M2.1.7 6 4.6 9.9.7l1.4 1.4L7.4 6l3.9 3.9-1.4 1.4L6 7.4l-3.9 3.9L.7 9.9 4.6 6 .7 2.1z",
  },
  revoked: { word: "Revoked", colour: "text-brick", shape: "M6 1a5 5 0 1 1 0 10A5 5 0 0 1 6 1zM3 5v2h6V5z" },
};

/** A status by shape and word; the colour only helps. */
export function StatusMark({ status }: { status: UserPasscodeStatus }) {
  const { word, colour, shape } = marks[status];
  return (
    <span className={`inline-flex items-center gap-1.5 whitespace-nowrap ${colour}`}>
      <svg viewBox="0 0 12 12" aria-hidden="true" className="size-2.5">
        <path d={shape} fill="currentColor" />
      </svg>
      {word}
    </span>
  );
}

/** The word alone: what the search looks at. */
export const statusWord = (status: UserPasscodeStatus) => marks[status].word;
