import type { Metadata } from "next";
import { allowedActions } from "@/app/(console)/notifications/allowed-actions";
import { MailView } from "@/components/notifications/mail-view";
import { isRetryable } from "@/components/notifications/notification-actions";
import { NotificationFacts } from "@/components/notifications/notification-facts";
import { NotificationHead } from "@/components/notifications/notification-head";
import { NotificationNotice } from "@/components/notifications/notification-notice";
import { kindsInWords } from "@/components/notifications/notification-words";
import { BackLink } from "@/components/shell/back-link";
import { PageSection } from "@/components/shell/page-section";
import { NowProvider } from "@/components/time/now";
import type { readDelivery } from "@/lib/core/delivery/read-delivery";
import { visibleDelivery } from "./visible-delivery";

type NotificationPageProps = { params: Promise<{ id: string }> };
type Delivery = Awaited<ReturnType<typeof readDelivery>>;

const headingOf = (delivery: Delivery) => delivery.mail?.subject ?? kindsInWords(delivery);

export async function generateMetadata({ params }: NotificationPageProps): Promise<Metadata> {
  const { delivery } = await visibleDelivery((await params).id);
  return { title: headingOf(delivery) };
}

export default async function NotificationPage({ params }: NotificationPageProps) {
  const { caller, delivery } = await visibleDelivery((await params).id);
  const { retry } = allowedActions(caller.actor);
  return (
    <NowProvider now={new Date().toISOString()}>
      <BackLink href="/notifications">Notifications</BackLink>
      <NotificationHead id={delivery.id} heading={headingOf(delivery)} retry={isRetryable(delivery) ? retry : null} />
      <NotificationFacts delivery={delivery} />
      <div className="mt-4 grid gap-2">
        <NotificationNotice delivery={delivery} />
      </div>
      <PageSection heading={delivery.state === "sent" ? "The mail as it was sent" : "The mail"}>
        {delivery.mail ? (
          <MailView mail={delivery.mail} />
        ) : (
          <p className="text-ink-soft text-sm">It is written when it is sent; nothing of it is kept before.</p>
        )}
      </PageSection>
    </NowProvider>
  );
}
