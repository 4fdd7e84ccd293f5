import { Dialog, type DialogContext, type DialogTurnResult } from 'botbuilder-dialogs';
import { proseOf } from '../../knowledge/check/text.ts';
import { holds } from '../../knowledge/circumstances.ts';
import type { Knowledge } from '../../knowledge/library.ts';
import { referencesIn } from '../../knowledge/references.ts';
import type { Figure, Topic } from '../../knowledge/schema.ts';
import { noEntities } from '../../understanding/entities/index.ts';
import { normalise } from '../../understanding/text.ts';
import type { Block, Choice } from '../reply.ts';
import { AxisDialog, type TopicCase } from '../shared/axis-dialog.ts';
import { type TopicReplies, textOf } from '../shared/topic-reply.ts';
import type { Voice } from '../shared/voice.ts';
import { type Turn, turnOf } from '../turn.ts';
import { FigureReplies } from './figure-replies.ts';
import { type Asked, FigureSearch, type FoundFigure } from './figure-search.ts';
import { FigureWords } from './figure-words.ts';

/** A button that asks for one figure. */
export interface FigureStart {
  readonly figure: string;
}

/** What it remembers between turns: ids only. */
interface State {
  topic: string;
  /** The figure that a question goes on from. */
  figure: string;
  /** Figures offered as buttons in the last reply, in order. */
  offered: string[];
}

const mostOffered = 6;
/** A longer message says by itself what it is about. */
const followUpWords = 8;
/** More words that tell nothing of a figure, and the question is about something else. */
const mostStrangers = { number: 2, period: 1, bare: 0 };
/** Two figures that fit so nearly alike leave the question open. */
const clearLead = 0.05;
/** A label that holds less of what is asked is about something else. */
const clearSubject = 0.7;
/** Blocks of a topic's answer that go with one of its figures, those to warn with on a first question only. */
const kept: ReadonlySet<Block['kind']> = new Set(['more', 'links', 'feedback']);
const keptAfter: ReadonlySet<Block['kind']> = new Set(['links', 'feedback']);

/** Gives the figures of the shared diagnosis: a topic's answer, one figure with its series, then others as they are asked. */
export class DiagnosticDialog extends AxisDialog {
  static readonly id = 'diagnostic';
  readonly #words: FigureWords;
  readonly #search: FigureSearch;
  readonly #says: FigureReplies;
  readonly #figuresOf: ReadonlyMap<string, readonly string[]>;

  constructor(
    private readonly knowledge: Knowledge,
    replies: TopicReplies,
    voice: Voice,
  ) {
    super(DiagnosticDialog.id, replies);
    this.#words = new FigureWords((key) =>
      voice.languages.flatMap((language) => voice.list(language, `diagnostic:words.${key}`)),
    );
    this.#search = new FigureSearch(knowledge.figures.values(), this.#words);
    this.#says = new FigureReplies(voice);
    this.#figuresOf = new Map(
      [...knowledge.topics.values()]
        .filter(({ axis }) => axis === DiagnosticDialog.id)
        .map((topic) => [topic.id, figuresIn(topic)]),
    );
  }

  protected override async onBeginDialog(
    inner: DialogContext,
    start?: TopicCase | FigureStart,
  ): Promise<DialogTurnResult> {
    const turn = turnOf(inner.context);
    if (!start) return inner.endDialog();
    if ('figure' in start) return this.beginFigure(inner, turn, start.figure);
    const figures = this.#figuresOf.get(start.topic.id) ?? [];
    if (figures.length === 0 || this.replies.isStopped(start.topic, turn.language, turn.today))
      return super.onBeginDialog(inner, start);
    const asked = this.read(turn);
    const found = this.#search.find(asked, figures);
    const clear = this.clear(turn, asked, found, start);
    if (clear) return this.wait(inner, this.say(turn, start.topic, clear, asked, kept));
    await super.onBeginDialog(inner, start);
    const figure = (found[0]?.figure.id ?? figures[0]) as string;
    const offered = this.others(asked, start.topic, undefined);
    this.beforeButtons(turn, this.offer(turn, offered));
    return this.wait(inner, { topic: start.topic.id, figure, offered: offered.map(({ id }) => id) });
  }

  /** Takes what goes on from the last figure; any other question is left to the main dialog. */
  protected override async onContinueDialog(inner: DialogContext): Promise<DialogTurnResult> {
    const turn = turnOf(inner.context);
    const state = stateOf(inner);
    const topic = state && this.knowledge.topics.get(state.topic);
    const isOpen = topic && !turn.command && !this.replies.isStopped(topic, turn.language, turn.today);
    const next = isOpen ? this.next(turn, topic, state) : undefined;
    if (next) return this.wait(inner, next);
    turn.isPassedOn = true;
    return inner.endDialog();
  }

  private beginFigure(inner: DialogContext, turn: Turn, id: string): Promise<DialogTurnResult> {
    const figure = this.knowledge.figures.get(id);
    const topic = this.topicOf(id, stateOf(inner)?.topic ?? turn.data.history.at(-1));
    if (!figure || !topic) return inner.endDialog();
    if (this.replies.isStopped(topic, turn.language, turn.today))
      return super.onBeginDialog(inner, { topic, said: {} });
    const [found] = this.#search.find(nothingAsked, [id]);
    if (!found) return inner.endDialog();
    return this.wait(inner, this.say(turn, topic, found, nothingAsked, keptAfter));
  }

  /** The figure that a first question clearly asks for: it names a public, a period or an area other than Aix. */
  private clear(
    turn: Turn,
    asked: Asked,
    [best, second]: readonly FoundFigure[],
    { topic, said }: TopicCase,
  ): FoundFigure | undefined {
    const wanted = asked.isCount || asked.isShare ? 'number' : asked.period !== undefined ? 'period' : 'bare';
    if (!best || asked.isComparison || asked.strangers > mostStrangers[wanted]) return undefined;
    if (this.#words.asksOtherwise(turn.text)) return undefined;
    const named = [
      asked.publics.length > 0,
      asked.period !== undefined,
      asked.zone !== undefined && asked.zone !== 'city',
    ].filter(Boolean).length;
    if (named === 0) return undefined;
    if (asked.subject.length === 0 ? named < 2 : best.subject < clearSubject) return undefined;
    const isElsewhere = best.missing.includes('zone');
    if (second && !isElsewhere && best.score - second.score < clearLead && second.subject >= best.subject)
      return undefined;
    if (best.missing.includes('public')) return undefined;
    // A value of another area answers a question for a value only.
    const isShare = best.figure.unit === 'percent';
    if (isElsewhere && (asked.strangers > 0 || !(isShare ? asked.isShare : asked.isCount))) return undefined;
    if (isShare && asked.isCount && !asked.isShare && best.missing.length > 0) return undefined;
    // What the topic says of a case is better than the nearest figure.
    return best.missing.length > 0 && hasCase(topic, turn.language, said) ? undefined : best;
  }

  private next(turn: Turn, topic: Topic, state: State): State | undefined {
    const pressed = this.offered(turn, state);
    if (pressed) {
      const [found] = this.#search.find(nothingAsked, [pressed.id]);
      const home = this.topicOf(pressed.id, topic.id) ?? topic;
      return found && this.say(turn, home, found, nothingAsked, keptAfter);
    }
    const { wordCount = 0, entities = noEntities } = turn.understanding ?? {};
    const asked = this.read(turn);
    const says = asked.zone !== undefined || asked.publics.length > 0 || asked.period !== undefined;
    const isBare = says && asked.subject.length === 0;
    const isFollowUp = this.#words.goesOn(turn.text) ? says || asked.subject.length > 0 : isBare;
    if (!isFollowUp || wordCount > followUpWords || asked.strangers > 0 || asked.isComparison)
      return undefined;
    if (this.#words.asksOtherwise(turn.text)) return undefined;
    const [found] = this.#search.next(asked, state.figure, this.#figuresOf.get(topic.id) ?? []);
    if (!found || (found.missing.length > 0 && hasCase(topic, turn.language, entities))) return undefined;
    return this.say(turn, this.topicOf(found.figure.id, topic.id) ?? topic, found, asked, keptAfter);
  }

  /** The figure whose button's label or number was typed. */
  private offered(turn: Turn, { offered }: State): Figure | undefined {
    const typed = normalise(turn.text);
    const figures = offered.flatMap((id) => this.knowledge.figures.get(id) ?? []);
    if (/^[1-9]$/.test(typed)) return figures[Number(typed) - 1];
    return figures.find((figure) => {
      const { title, label = title } = this.#says.choice(figure, turn.language);
      return typed === normalise(title) || typed === normalise(label);
    });
  }

  /** Says a figure with what goes with it in its topic, and offers others. */
  private say(
    turn: Turn,
    topic: Topic,
    found: FoundFigure,
    asked: Asked,
    kinds: ReadonlySet<Block['kind']>,
  ): State {
    const { language, today, now } = turn;
    const around = this.replies.answer(topic, language, today, {}, now).filter(({ kind }) => kinds.has(kind));
    const offered = this.others(asked, topic, found);
    const whole = this.replies.choice(topic.id, language);
    turn.say(...this.#says.answer(found, language, today, asked.period), ...around);
    this.beforeButtons(turn, this.offer(turn, offered, whole));
    turn.end(topic.outcome, topic.id);
    return { topic: topic.id, figure: found.figure.id, offered: offered.map(({ id }) => id) };
  }

  /** Other figures, likeliest first; where something was missing, those of the axis that have it come before. */
  private others(asked: Asked, topic: Topic, found: FoundFigure | undefined): Figure[] {
    const ofTopic = this.#figuresOf.get(topic.id) ?? [];
    const everywhere = [...new Set([...this.#figuresOf.values()].flat())];
    const lacking = found?.missing ?? [];
    const asks = { ...asked, subject: [] };
    const having =
      lacking.length === 0 || lacking.includes('period')
        ? []
        : this.#search
            .find(asks, everywhere)
            .filter(({ missing }) => missing.length === 0)
            .slice(0, mostOffered / 2);
    const ranked = [...having, ...this.#search.find(asks, ofTopic)].map(({ figure }) => figure);
    return [...new Set(ranked)].filter(({ id }) => id !== found?.figure.id).slice(0, mostOffered);
  }

  private offer(turn: Turn, figures: readonly Figure[], whole?: Choice): Block {
    const choices = figures.map((figure) => this.#says.choice(figure, turn.language));
    const title = this.#says.another(turn.language);
    return { kind: 'choices', title, choices: whole ? [...choices, whole] : choices };
  }

  private beforeButtons(turn: Turn, block: Block): void {
    const at = turn.blocks.findIndex(({ kind }) => kind === 'choices' || kind === 'feedback');
    turn.blocks.splice(at < 0 ? turn.blocks.length : at, 0, block);
  }

  private read(turn: Turn): Asked {
    return this.#search.read(turn.command ? '' : turn.text, turn.understanding?.entities ?? noEntities);
  }

  /** The topic that tells a figure: the one talked about, else the first that does. */
  private topicOf(figure: string, current: string | undefined): Topic | undefined {
    const telling = [...this.#figuresOf].filter(([, figures]) => figures.includes(figure)).map(([id]) => id);
    const id = current !== undefined && telling.includes(current) ? current : telling[0];
    return id === undefined ? undefined : this.knowledge.topics.get(id);
  }

  /** Waits for what goes on from a figure, unless another dialog waits for this one to end. */
  private async wait(inner: DialogContext, state: State): Promise<DialogTurnResult> {
    const active = inner.parent?.activeDialog;
    if (!active || (inner.parent?.stack.length ?? 0) > 1) return inner.endDialog();
    active.state = { ...active.state, figures: state };
    return Dialog.EndOfTurn;
  }
}

const nothingAsked: Asked = {
  publics: [],
  isComparison: false,
  isCount: false,
  isShare: false,
  subject: [],
  strangers: 0,
};

function stateOf(inner: DialogContext): State | undefined {
  return (inner.parent?.activeDialog?.state as { figures?: State } | undefined)?.figures;
}

/** The figures that a topic's texts tell, in their order. */
function figuresIn(topic: Topic): string[] {
  const ids = proseOf(topic, 'fr').flatMap(({ text }) =>
    referencesIn(text).flatMap((reference) => (reference.kind === 'figure' ? [reference.id] : [])),
  );
  return [...new Set(ids)];
}

function hasCase(topic: Topic, language: string, said: TopicCase['said']): boolean {
  return textOf(topic, language).cases.some(({ when }) => holds(when, said));
}
