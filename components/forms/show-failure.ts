import type { FieldValues, Path, UseFormReturn } from "react-hook-form";
import type { ActionFailure } from "@/lib/core/action-result";

const unreachable = "Watchword did not answer. Reload the page and try again; what you typed is sent only then.";

/**
 * Writes a refusal into the form: each issue at its field, what belongs to none above the form. Values stay as typed.
 * @param failure null where no answer came at all.
 * @param fields the form's field for each path that the server names.
 */
export function showFailure<Values extends FieldValues, Context, Output>(
  form: UseFormReturn<Values, Context, Output>,
  failure: ActionFailure | null,
  fields: Record<string, Path<Values>>,
): void {
  const [first, ...others] = (failure?.issues ?? []).filter(({ path }) => fields[path]);
  if (!first) {
    form.setError("root", { message: failure?.message ?? unreachable });
    return;
  }
  for (const { path, message } of others) form.setError(fields[path] as Path<Values>, { message });
  form.setError(fields[first.path] as Path<Values>, { message: first.message }, { shouldFocus: true });
}
