import type { TopicReplies } from '../dialogs/shared/topic-reply.ts';
import type { Circumstances } from '../knowledge/circumstances.ts';
import type { Day } from '../knowledge/facts.ts';
import type { Knowledge } from '../knowledge/library.ts';
import type { When } from '../knowledge/schema.ts';
import { textOfReply } from './channels/text.ts';

/** Every answer that a knowledge can give on a day, general and by case: `topic/language/case` → what a person reads. */
export function everyAnswer(knowledge: Knowledge, replies: TopicReplies, today: Day): Map<string, string> {
  const answers = new Map<string, string>();
  for (const topic of knowledge.topics.values()) {
    for (const [language, { cases }] of Object.entries(topic.texts)) {
      const say = (said: Circumstances) =>
        textOfReply({ language, blocks: replies.answer(topic, language, today, said) });
      answers.set(`${topic.id}/${language}`, say({}));
      cases.forEach(({ when }, i) =>
        answers.set(`${topic.id}/${language}/${i + 1}`, say(exampleOf(when, today))),
      );
    }
  }
  return answers;
}

/** Circumstances in which a case holds. */
export function exampleOf(when: When, today: Day): Circumstances {
  const between = (range: readonly [number, number] | undefined) => range && { min: range[0], max: range[1] };
  const { date, age, contractYear, companySize, diplomaLevel, contract, disability, neighbourhood } = when;
  const day = date && (date[0] ?? date[1] ?? today);
  return {
    ...(day && { date: { from: day, to: day } }),
    age: between(age),
    contractYear: between(contractYear),
    companySize: between(companySize),
    diplomaLevel: between(diplomaLevel),
    contract: contract?.[0],
    disability,
    neighbourhood: neighbourhood?.[0],
  };
}
