import { NothingHere } from "@/components/shell/nothing-here";

export default function PasscodeNotFoundPage() {
  return (
    <NothingHere heading="There is no such passcode" href="/passcodes" label="Go to the passcodes">
      It may have been deleted, or the address was cut short on its way to you.
    </NothingHere>
  );
}
