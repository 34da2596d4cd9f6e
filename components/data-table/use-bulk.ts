import { toast } from "sonner";
import type { DialogProps } from "@/components/forms/dialog-place";
import { type Command, useCommand } from "@/components/forms/use-command";
import { usePresentMany } from "@/components/forms/use-present-many";

export type BulkProps<Row> = DialogProps & {
  rows: Row[];
  changeMany: Command<{ changed: number }>;
  readMany: Command<Row[]>;
  onDone: () => void;
};

/** A change of many rows as they are now. @param said what was done, in words. */
export function useBulk<Row extends { id: string }>(props: BulkProps<Row>, said: (changed: number) => string) {
  const { present, gone, isSettled, reread } = usePresentMany(props.rows, props.readMany);
  const { run, isPending, error } = useCommand(props.changeMany);
  const done = ({ changed }: { changed: number }) => {
    toast.success(said(changed));
    props.onDone();
    props.onChanged();
    props.onClose();
  };
  const send = (ids: string[], change: object) => run({ ids, change }, { done, refused: reread });
  return { present, gone, isSettled, isPending, error, send };
}
