import { Body, Container, Head, Heading, Html, Section, Text } from "@react-email/components";
import type { Letter } from "@/lib/email/letter";
import { cut, plain } from "@/lib/email/words/name-words";
import { Brand } from "./brand";
import { FactTable, GroupTable } from "./ledger";
import { battlement, day, sans, styleSheet } from "./theme";
import { Way } from "./way";

const paragraph = { fontFamily: sans, fontSize: 15, lineHeight: "23px", color: day.ink, margin: "0 0 12px" };
const accountLengthMax = 40;
const small = { ...paragraph, fontSize: 13, lineHeight: "20px", color: day.soft, margin: "0 0 4px" };

/** A letter as HTML: one sheet under a battlement. Texts are escaped by React; no picture, no tracking. */
export function LetterHtml({ letter }: { letter: Letter }) {
  return (
    <Html lang="en">
      <Head>
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="supported-color-schemes" content="light dark" />
        <meta name="format-detection" content="telephone=no, date=no, address=no, email=no, url=no" />
        <title>{letter.subject}</title>
        <style>{styleSheet}</style>
      </Head>
      <Body className="paper" style={{ backgroundColor: day.paper, margin: 0, padding: "28px 12px" }}>
        <div style={{ display: "none", maxHeight: 0, overflow: "hidden" }}>{preview(letter)}</div>
        <Container style={{ maxWidth: 600 }}>
          <Masthead account={letter.account} />
          <div className="wall" style={battlement} aria-hidden="true">
            &nbsp;
          </div>
          <Sheet letter={letter} />
          <Section style={{ padding: "16px 4px 0" }}>
            {letter.why.map((words) => (
              <Text key={words} className="soft" style={small}>
                {words}
              </Text>
            ))}
          </Section>
        </Container>
      </Body>
    </Html>
  );
}

/** What a mailbox shows beside the subject. */
function preview({ lead, groups }: Letter): string {
  const first = groups[0]?.rows[0];
  return lead[0] ?? (first ? `${first.name} ${first.words}` : "");
}

function Masthead({ account }: { account: string | null }) {
  return (
    <table role="presentation" width="100%" cellPadding={0} cellSpacing={0} border={0}>
      <tbody>
        <tr>
          <td style={{ padding: "0 4px 14px" }}>
            <Brand />
          </td>
          <td
            className="soft"
            style={{ ...small, padding: "0 4px 14px 16px", textAlign: "right", wordBreak: "break-word" }}
          >
            {account && plain(cut(account, accountLengthMax))}
          </td>
        </tr>
      </tbody>
    </table>
  );
}

function Sheet({ letter }: { letter: Letter }) {
  const sheet = {
    ...{ backgroundColor: day.sheet, border: `1px solid ${day.edge}`, borderTop: 0, borderRadius: "0 0 4px 4px" },
    ...{ borderCollapse: "separate" as const },
  };
  return (
    <Section className="sheet" style={sheet}>
      <div className="inner" style={{ padding: "26px 30px 14px" }}>
        <Heading
          as="h1"
          className="ink"
          style={{
            ...paragraph,
            fontSize: 21,
            lineHeight: "28px",
            fontWeight: 600,
            letterSpacing: "-0.012em",
            wordBreak: "break-word",
          }}
        >
          {letter.heading}
        </Heading>
        <Paragraphs texts={letter.lead} />
        {letter.groups.map((group) => (
          <GroupTable key={group.heading} group={group} />
        ))}
        {letter.facts.length > 0 && <FactTable facts={letter.facts} />}
        {letter.action && <Way action={letter.action} />}
        <Paragraphs texts={letter.after} />
      </div>
    </Section>
  );
}

function Paragraphs({ texts }: { texts: string[] }) {
  return texts.map((text) => (
    <Text key={text} className="ink" style={{ ...paragraph, wordBreak: "break-word" }}>
      {text}
    </Text>
  ));
}
