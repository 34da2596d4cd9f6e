import type { LucideIcon } from "lucide-react";

/** Something that can be done with a thing; it opens a dialog, unless it is done `atOnce`. */
export type Deed<Kind extends string> = {
  kind: Kind;
  label: string;
  icon: LucideIcon;
  danger?: boolean;
  atOnce?: boolean;
};
