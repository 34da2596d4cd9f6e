import type { ActionFailure } from "@/lib/core/action-result";

/** What a refusal says to people. @param failure null where no answer came at all. */
export const failureMessage = (failure: ActionFailure | null) =>
  failure?.message ?? "Watchword did not answer: it is not known whether it was done. Reload the page and look.";
