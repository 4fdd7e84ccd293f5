import type { Knowledge } from '../../knowledge/library.ts';
import { type Audience, audiences } from '../../knowledge/schema.ts';
import type { Simulator } from '../../knowledge/simulators/index.ts';
import { normalise } from '../../understanding/text.ts';
import { type Block, type Choice, textBlock } from '../reply.ts';
import { type Command, writeCommand } from '../shared/commands.ts';
import { type TopicReplies, textOf } from '../shared/topic-reply.ts';
import type { Voice } from '../shared/voice.ts';
import { SimulatorReplies } from '../simulator/simulator-replies.ts';
import type { Turn } from '../turn.ts';

const mostSuggestions = 3;

/** What the main dialog says by itself, and the outcome that each of its sentences ends the turn with. */
export class MainReplies {
  constructor(
    private readonly knowledge: Knowledge,
    private readonly replies: TopicReplies,
    private readonly voice: Voice,
  ) {}

  /** First words of a conversation. */
  greeting(language: string): Block[] {
    return [
      textBlock(this.voice.say(language, 'greeting')),
      this.audienceChoices(language),
      ...this.starters('all', language),
    ];
  }

  menu(turn: Turn): void {
    const { language } = turn;
    const title = this.voice.say(language, 'menu.title');
    turn.say(this.audienceChoices(language), ...this.starters(turn.data.audience ?? 'all', language, title));
    turn.end('answered', 'capacites');
  }

  audience(turn: Turn, audience: Audience): void {
    const title = this.voice.say(turn.language, `menu.${audience}.title`);
    turn.say(...this.starters(audience, turn.language, title));
    turn.end('answered', 'capacites');
  }

  thanksForVote(turn: Turn, vote: Command & { kind: 'vote' }): void {
    turn.vote = { topic: vote.topic, isHelpful: vote.isHelpful };
    turn.say(textBlock(this.voice.say(turn.language, `thanksForVote.${vote.isHelpful ? 'yes' : 'no'}`)));
    if (!vote.isHelpful) turn.say(...this.human(turn));
    turn.end('answered', this.knowledge.topics.has(vote.topic) ? vote.topic : null);
  }

  /** Says, in a language that is not spoken here, which ones are. */
  notice(turn: Turn, language: string): void {
    const notice = this.knowledge.languages[language]?.notice;
    if (notice !== undefined) turn.say(textBlock(notice));
  }

  cancelled(turn: Turn): void {
    turn.say(textBlock(this.vary(turn, 'cancelled')), this.menuChoice(turn.language));
    turn.end('answered');
  }

  nothingBefore(turn: Turn): void {
    turn.say(textBlock(this.voice.say(turn.language, 'back.none')), ...this.starters('all', turn.language));
    turn.end('answered');
  }

  clarify(turn: Turn, topics: readonly string[]): void {
    turn.say(this.topicChoices(topics, turn.language, this.vary(turn, 'clarify')), ...this.human(turn));
    turn.end('clarified');
  }

  /** Offers a second topic that the message asked about, before the other buttons of the answer. */
  alsoAsked(turn: Turn, topic: string | undefined): void {
    if (topic === undefined || this.knowledge.topics.get(topic)?.smallTalk !== false) return;
    const offer = this.topicChoices([topic], turn.language, this.voice.say(turn.language, 'alsoAsked'));
    this.beforeButtons(turn, offer);
  }

  /** Offers to look an address up on the map. */
  offerAddress(turn: Turn): void {
    const say = (key: string) => this.voice.say(turn.language, `address:${key}`);
    const choices = [{ title: say('button'), value: writeCommand({ kind: 'address' }) }];
    this.beforeButtons(turn, { kind: 'choices', title: say('offer'), choices });
  }

  beforeButtons(turn: Turn, ...blocks: readonly Block[]): void {
    const at = turn.blocks.findIndex(({ kind }) => kind === 'choices' || kind === 'feedback');
    turn.blocks.splice(at < 0 ? turn.blocks.length : at, 0, ...blocks);
  }

  /** Offers to calculate, before the other buttons of the answer. */
  offer(turn: Turn, simulator: Simulator): void {
    const offer = new SimulatorReplies(this.voice, simulator, turn.language, turn.today).offer();
    this.beforeButtons(turn, offer);
  }

  outOfScope(turn: Turn, topics: readonly string[] = []): void {
    turn.say(
      textBlock(this.vary(turn, 'outOfScope')),
      ...this.suggestions(topics, turn.language),
      ...this.human(turn),
    );
    turn.end('outOfScope');
  }

  notUnderstood(turn: Turn, topics: readonly string[]): void {
    turn.say(
      textBlock(this.vary(turn, 'notUnderstood')),
      ...this.suggestions(topics, turn.language),
      ...this.human(turn),
    );
    turn.end('notUnderstood');
  }

  noWords(turn: Turn): void {
    turn.say(textBlock(this.vary(turn, 'noWords')), ...this.starters('all', turn.language));
    turn.end('notUnderstood');
  }

  /** The topic of the last reply's buttons whose label or number a person typed. */
  offeredTopic(turn: Turn): string | undefined {
    const typed = normalise(turn.text);
    const { offered } = turn.data;
    if (/^[1-9]$/.test(typed)) return offered[Number(typed) - 1];
    return offered.find((id) => {
      const topic = this.knowledge.topics.get(id);
      if (!topic) return false;
      const { short, title } = textOf(topic, turn.language);
      return typed === normalise(short) || typed === normalise(title);
    });
  }

  private vary(turn: Turn, key: string): string {
    return this.voice.vary(turn.language, key, turn.data.wordings++);
  }

  private human({ language, now }: Turn): Block[] {
    const topic = this.knowledge.topics.get(this.knowledge.menu.human);
    return topic ? this.replies.contacts(topic, language, now) : [];
  }

  private suggestions(topics: readonly string[], language: string): Block[] {
    return topics.length === 0
      ? [this.menuChoice(language)]
      : [this.topicChoices(topics, language, this.voice.say(language, 'suggestions'))];
  }

  private starters(audience: Audience | 'all', language: string, title?: string): Block[] {
    return [
      this.topicChoices(this.knowledge.menu.starters[audience], language, title, Number.POSITIVE_INFINITY),
    ];
  }

  private topicChoices(
    topics: readonly string[],
    language: string,
    title?: string,
    most = mostSuggestions,
  ): Block {
    const known = topics.filter((id) => this.knowledge.topics.has(id)).slice(0, most);
    const choices = known
      .map((id) => this.replies.choice(id, language))
      .filter((choice) => choice !== undefined);
    return { kind: 'choices', ...(title && { title }), choices, topics: known };
  }

  private audienceChoices(language: string): Block {
    const choices = audiences.map(
      (audience): Choice => ({
        title: this.voice.say(language, `menu.${audience}.short`),
        value: writeCommand({ kind: 'audience', audience }),
      }),
    );
    return { kind: 'choices', title: this.voice.say(language, 'menu.audience'), choices };
  }

  private menuChoice(language: string): Block {
    const title = this.voice.say(language, 'menu.short');
    return { kind: 'choices', choices: [{ title, value: writeCommand({ kind: 'menu' }) }] };
  }
}
