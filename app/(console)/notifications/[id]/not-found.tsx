import { NothingHere } from "@/components/shell/nothing-here";

export default function NotificationNotFoundPage() {
  return (
    <NothingHere heading="There is no such notification" href="/notifications" label="Go to the notifications">
      It may be too old and no longer kept, or the address was cut short on its way to you.
    </NothingHere>
  );
}
