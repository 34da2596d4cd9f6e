import { BothWays } from "@/components/time/both-ways";
import { Fact } from "@/components/ui/fact";
import { StateMark } from "@/components/ui/state-mark";
import type { DeliveryView } from "@/lib/core/delivery/delivery-view";
import { channelWords, deliveryMarks, kindsInWords, namesInWords } from "./notification-words";

/** What a mail is and what became of it: to whom, about what, when, how often tried. */
export function NotificationFacts({ delivery }: { delivery: DeliveryView }) {
  const { state, recipient, channel, attempts, created_at, sent_at, next_attempt_at } = delivery;
  return (
    <dl className="ledger-head grid gap-x-8 gap-y-3 border-b pt-4 pb-4 sm:grid-cols-2 lg:grid-cols-4">
      <Fact label="State">
        <StateMark state={deliveryMarks[state]} />
      </Fact>
      <Fact label="Recipient">{recipient}</Fact>
      <Fact label="What about">{kindsInWords(delivery)}</Fact>
      <Fact label="Names">{namesInWords(delivery) || "None"}</Fact>
      <Fact label="Written">
        <BothWays at={created_at} />
      </Fact>
      <Fact label={next_attempt_at ? "Next attempt" : "Sent"}>
        {next_attempt_at || sent_at ? <BothWays at={next_attempt_at ?? sent_at ?? ""} /> : "Not sent"}
      </Fact>
      <Fact label="Attempts">{attempts}</Fact>
      <Fact label="Channel">{channelWords[channel]}</Fact>
    </dl>
  );
}
