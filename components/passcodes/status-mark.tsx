import { type State, StateMark } from "@/components/ui/state-mark";
import type { UserPasscodeStatus } from "@/lib/core/user/user-view";

/** How each status is shown. */
export const passcodeStates: Record<UserPasscodeStatus, State> = {
  active: { word: "Active", colour: "well", shape: "disc" },
  rolling: { word: "Rolling", colour: "well", shape: "twoMoons" },
  expiring_soon: { word: "Expiring soon", colour: "warning", shape: "triangle" },
  suspended: { word: "Suspended", colour: "resting", shape: "bars" },
  revoked: { word: "Revoked", colour: "wrong", shape: "barred" },
  expired: { word: "Expired", colour: "wrong", shape: "cross" },
};

export const StatusMark = ({ status }: { status: UserPasscodeStatus }) => <StateMark state={passcodeStates[status]} />;

/** The word alone: what the search looks at. */
export const statusWord = (status: UserPasscodeStatus) => passcodeStates[status].word;
