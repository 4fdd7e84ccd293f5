import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { parisDay } from '../../knowledge/paris.ts';
import { type Decision, decide } from '../../understanding/decide.ts';
import { outOfScopeId, type Understander, type Understanding } from '../../understanding/index.ts';

const lineSchema = z.object({
  q: z.string(),
  lang: z.string(),
  style: z.string(),
  accept: z.array(z.string()).min(1),
});

/** A question with the topics that a fair judge would take for right. */
export type Question = z.infer<typeof lineSchema>;

export interface Judged extends Question {
  readonly understanding: Understanding;
  readonly decision: Decision;
  readonly isInScope: boolean;
  /** The first candidate, out of scope left aside for a question in scope. */
  readonly isFirst: boolean;
  readonly isAmongThree: boolean;
}

/** The questions of a JSON lines file; an error names the line and nothing of what it says. */
export function readQuestions(file: string): Question[] {
  return readFileSync(file, 'utf8')
    .split('\n')
    .flatMap((line, i) => (line.trim() === '' ? [] : [parseLine(line, `${file}:${i + 1}`)]));
}

function parseLine(line: string, where: string): Question {
  try {
    return lineSchema.parse(JSON.parse(line));
  } catch {
    throw new Error(`${where}: expected {"q", "lang", "style", "accept": [topic ids]}`);
  }
}

/** Understands and decides each question as a first message, today. */
export function judge(questions: readonly Question[], understander: Understander): Judged[] {
  const today = parisDay(new Date());
  return questions.map((asked) => {
    const understanding = understander.understand(asked.q, { today });
    const ids = understanding.candidates.map(({ id }) => id);
    return {
      ...asked,
      understanding,
      decision: decide(understanding),
      isInScope: !asked.accept.includes(outOfScopeId),
      isFirst: asked.accept.includes(ids[0] ?? ''),
      isAmongThree: ids.slice(0, 3).some((id) => asked.accept.includes(id)),
    };
  });
}

/** Share of the questions, from 0 to 1. */
export function shareOf(judged: readonly Judged[], holds: (one: Judged) => boolean): number {
  return judged.filter(holds).length / judged.length;
}

/** Answered at once, and not with a topic that is right. */
export function isAnsweredWrong({ decision, accept }: Judged): boolean {
  return decision.kind === 'answer' && !accept.includes(decision.topic);
}

export function isRefused({ decision }: Judged): boolean {
  return decision.kind === 'outOfScope' || decision.kind === 'notUnderstood';
}
