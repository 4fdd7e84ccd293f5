import type { Topic } from '../../knowledge/schema.ts';
import { normalise, words } from '../../understanding/text.ts';
import { type Block, type Choice, textBlock } from '../reply.ts';
import { type Command, writeCommand } from '../shared/commands.ts';
import type { TopicReplies } from '../shared/topic-reply.ts';
import type { Voice } from '../shared/voice.ts';
import type { Turn } from '../turn.ts';

type Button = Omit<Command & { kind: 'guide' }, 'kind' | 'topic'>;

/** What the guide of a topic says in a turn. */
export class GuideReplies {
  readonly steps: readonly string[];

  constructor(
    private readonly replies: TopicReplies,
    private readonly voice: Voice,
    private readonly topic: Topic,
    private readonly turn: Turn,
  ) {
    this.steps = replies.steps(topic, turn.language, turn.today);
  }

  /** A button that begins the guide. */
  offer(): Block {
    return { kind: 'choices', title: this.say('offer'), choices: [this.choice('start', {})] };
  }

  /** A step, the first being 1, and what can be done with it. */
  step(step: number): Block[] {
    const total = this.steps.length;
    const key = step === total ? 'last' : 'step';
    const content = this.steps[step - 1] ?? '';
    return [
      textBlock(this.say(key, { step, total, text: content })),
      ...this.tablesFor(content),
      this.buttons(step),
    ];
  }

  /** Only the buttons of a step, where it stands just above. */
  buttons(step: number): Block {
    const choices = [
      this.choice('done', { step: step + 1 }),
      this.choice('blocked', { step, action: 'blocked' }),
      ...(step > 1 ? [this.choice('back', { step: step - 1 })] : []),
      this.choice('stop', { step, action: 'stop' }),
    ];
    return { kind: 'choices', choices };
  }

  /** A sentence by itself. */
  line(key: string): Block {
    return textBlock(this.say(key));
  }

  /** A few words for a step that is done, others than the last time. */
  praise(): Block {
    return textBlock(this.voice.vary(this.turn.language, 'guide:praise', this.turn.data.wordings++));
  }

  /** Whom to reach, what to have ready, where to read. */
  blocked(): Block[] {
    const { language, today, now } = this.turn;
    return [
      this.line('blocked'),
      ...this.replies.help(this.topic, language, today, now),
      this.line('whereWeAre'),
    ];
  }

  stopped(step: number): Block[] {
    const resume = this.choice('resume', { step });
    const menu = {
      title: this.voice.say(this.turn.language, 'menu.short'),
      value: writeCommand({ kind: 'menu' }),
    };
    return [
      textBlock(this.say('stopped', { step, total: this.steps.length })),
      { kind: 'choices', choices: [resume, menu] },
    ];
  }

  finished(): Block[] {
    return [
      textBlock(this.say('finished', { total: this.steps.length })),
      ...this.replies.related(this.topic, this.turn.language),
    ];
  }

  /** The topic's tables, where a step sends to them. */
  private tablesFor(step: string): readonly Block[] {
    const { language, today } = this.turn;
    const said = new Set(words(normalise(step)));
    const names = this.voice.list(language, 'guide:phrases.table');
    return names.some((name) => said.has(name)) ? this.replies.tables(this.topic, language, today) : [];
  }

  private choice(key: string, button: Button): Choice {
    return {
      title: this.say(`buttons.${key}`),
      value: writeCommand({ kind: 'guide', topic: this.topic.id, ...button }),
    };
  }

  private say(key: string, values: Record<string, string | number> = {}): string {
    return this.voice.say(this.turn.language, `guide:${key}`, values);
  }
}
