import { type State, StateMark } from "@/components/ui/state-mark";
import type { PasscodeStatus } from "@/lib/core/passcode/passcode-view";

/** How each status is shown. */
export const passcodeStates: Record<PasscodeStatus, State> = {
  active: { word: "Active", colour: "well", shape: "disc" },
  rolling: { word: "Rolling", colour: "well", shape: "twoMoons" },
  expiring_soon: { word: "Expiring soon", colour: "warning", shape: "triangle" },
  suspended: { word: "Suspended", colour: "resting", shape: "bars" },
  expired: { word: "Expired", colour: "wrong", shape: "cross" },
};

export const StatusMark = ({ status }: { status: PasscodeStatus }) => <StateMark state={passcodeStates[status]} />;

/** The word alone: what the search looks at. */
export const statusWord = (status: PasscodeStatus) => passcodeStates[status].word;
