import { makeId } from "@/lib/core/secrets";

/** A change that nodes are told of. */
export type Change = {
  id: string;
  /** Where its maker hears the answers. */
  answerChannel: string;
  /** Ids of what it touches: credentials, memberships, people, accounts. None: whoever answers has heard all that came before. */
  touched: readonly string[];
};

export const changeChannel = "watchword_change";
/** PostgreSQL takes 8,000 bytes a notification: 200 ids and what stands before them. */
export const touchedMax = 200;
const answersMax = 200;

export const makeAnswerChannel = () => `watchword_answer_${makeId().replaceAll("-", "")}`;
export const beatChannelOf = (nodeId: string) => `watchword_beat_${nodeId.replaceAll("-", "")}`;

/** @throws Error where more is touched than fits: name what holds it all instead. */
export function writeChange({ id, answerChannel, touched }: Change): string {
  if (touched.length > touchedMax)
    throw new Error(`a change names ${touched.length} things; name their account instead`);
  return [id, answerChannel, ...touched].join(" ");
}

export function readChange(payload: string): Change {
  const [id = "", answerChannel = "", ...touched] = payload.split(" ");
  return { id, answerChannel, touched };
}

/** Who answers, and to which changes; as many messages as it takes. */
export function writeAnswers(nodeId: string, changeIds: readonly string[]): string[] {
  const messages = [];
  for (let i = 0; i < changeIds.length; i += answersMax) {
    messages.push([nodeId, ...changeIds.slice(i, i + answersMax)].join(" "));
  }
  return messages;
}

export function readAnswers(payload: string): { nodeId: string; changeIds: string[] } {
  const [nodeId = "", ...changeIds] = payload.split(" ");
  return { nodeId, changeIds };
}
