/** What a mail says before it is HTML or plain text: both are made of it, so that they say the same. */
export type Letter = {
  subject: string;
  /** Whose affairs it is about; null: the reader's own. */
  account: string | null;
  heading: string;
  lead: string[];
  facts: Fact[];
  groups: Group[];
  action: Action | null;
  after: string[];
  /** Why the reader gets it, and where that is changed. */
  why: string[];
};

/** @property isCode shown in monospace, as it is. */
export type Fact = { label: string; value: string; isCode?: true };

/** @property isForgotten the address holds a single-use token that this copy of the mail does not have. */
export type Action = { label: string; href: string; isForgotten?: true };

export type Group = { heading: string; rows: Row[] };
export type Row = { name: string; href: string | null; words: string; hint: string | null };
