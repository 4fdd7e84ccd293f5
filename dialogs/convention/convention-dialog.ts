import { Dialog, type DialogContext, type DialogTurnResult } from 'botbuilder-dialogs';
import type { Knowledge } from '../../knowledge/library.ts';
import type { Topic } from '../../knowledge/schema.ts';
import { normalise, words } from '../../understanding/text.ts';
import type { Block, Choice } from '../reply.ts';
import { AxisDialog, type TopicCase } from '../shared/axis-dialog.ts';
import { writeCommand } from '../shared/commands.ts';
import type { TableBlock, TopicReplies } from '../shared/topic-reply.ts';
import type { Voice } from '../shared/voice.ts';
import { type Turn, turnOf } from '../turn.ts';

/** The topic whose table says whom to contact for which subject. */
const contactsTopic = 'interlocuteurs';
/** Shorter words ("de", "the") name no subject. */
const shortestWord = 4;
/** Characters of a button. */
const longestTitle = 20;
/** A longer message is a question of its own, whatever subject it names. */
const mostSubjectWords = 6;

/** The partnership of the City and France Travail, for their staff; asks the subject to say whom to contact. */
export class ConventionDialog extends AxisDialog {
  readonly #contacts: Topic | undefined;

  constructor(
    knowledge: Knowledge,
    replies: TopicReplies,
    private readonly voice: Voice,
  ) {
    super('convention', replies);
    this.#contacts = knowledge.topics.get(contactsTopic);
  }

  override async beginDialog(dialog: DialogContext, options?: TopicCase): Promise<DialogTurnResult> {
    const turn = turnOf(dialog.context);
    const { command } = turn;
    const table = options?.topic === this.#contacts ? this.table(turn) : undefined;
    if (!options || !table) return super.beginDialog(dialog, options);
    if (command?.kind === 'subject') this.answerSubject(options.topic, turn, table, table.rows[command.row]);
    else this.answerWhole(options, turn, table, command ? undefined : subjectIn(turn.text, table));
    // Under a calculation or a guide that waits, its turn comes back at once.
    if (dialog.stack.length > 1) return dialog.endDialog();
    return Dialog.EndOfTurn;
  }

  /** Takes the turn as a subject; sets `turn.isPassedOn` when it names none, for the main dialog to answer. */
  override async continueDialog(dialog: DialogContext): Promise<DialogTurnResult> {
    const turn = turnOf(dialog.context);
    const { command } = turn;
    const table = this.table(turn);
    const isShort = !command && words(normalise(turn.text)).length <= mostSubjectWords;
    const row =
      command?.kind === 'subject'
        ? table?.rows[command.row]
        : table && isShort
          ? subjectIn(turn.text, table)
          : undefined;
    if (!this.#contacts || !table || !row) {
      turn.isPassedOn = true;
      return dialog.endDialog();
    }
    this.answerSubject(this.#contacts, turn, table, row);
    return Dialog.EndOfTurn;
  }

  override async repromptDialog(): Promise<void> {
    // Its question stands in the answer just given.
  }

  /** None where the topic has no table, or must not be said today. */
  private table(turn: Turn): TableBlock | undefined {
    return this.#contacts && this.replies.tables(this.#contacts, turn.language, turn.today)[0];
  }

  /** The topic's answer, then the subjects; where the question names one, its row instead of the table. */
  private answerWhole(
    { topic, said }: TopicCase,
    turn: Turn,
    table: TableBlock,
    row: readonly string[] | undefined,
  ): void {
    const whole = this.replies.answer(topic, turn.language, turn.today, said, turn.now);
    // The subjects are buttons enough.
    const kept = whole.filter(({ kind }) => kind !== 'choices' && !(row && kind === 'table'));
    const feedback = kept.filter(({ kind }) => kind === 'feedback');
    turn.say(
      ...(row ? [this.row(table, row, turn.language)] : []),
      ...kept.filter(({ kind }) => kind !== 'feedback'),
      this.subjects(topic.id, table, row, turn.language),
      ...feedback,
    );
    turn.end(topic.outcome, topic.id);
  }

  private answerSubject(
    topic: Topic,
    turn: Turn,
    table: TableBlock,
    row: readonly string[] | undefined,
  ): void {
    turn.say(
      ...(row ? [this.row(table, row, turn.language)] : []),
      ...this.replies.contacts(topic, turn.language, turn.now),
      this.subjects(topic.id, table, row, turn.language),
    );
    turn.end(topic.outcome, topic.id);
  }

  private row({ columns }: TableBlock, [subject = '', ...cells]: readonly string[], language: string): Block {
    const lines = cells.map((value, i) =>
      this.voice.say(language, 'guide:subject.cell', { column: columns[i + 1] ?? '', value }),
    );
    return { kind: 'text', text: [`**${subject}**`, ...lines].join('\n') };
  }

  private subjects(
    topic: string,
    { rows }: TableBlock,
    said: readonly string[] | undefined,
    language: string,
  ): Block {
    const choices = rows.flatMap((row, place): Choice[] => {
      const [label = ''] = row;
      const value = writeCommand({ kind: 'subject', topic, row: place });
      return row === said ? [] : [{ title: shortened(label), label, value }];
    });
    return {
      kind: 'choices',
      title: this.voice.say(language, said ? 'guide:subject.other' : 'guide:subject.ask'),
      choices,
    };
  }
}

/** The only row of which a text holds every word of a part: "logos", "données personnelles". */
function subjectIn(text: string, { rows }: TableBlock): readonly string[] | undefined {
  const said = new Set(stems(text));
  const named = rows.filter(([label = '']) =>
    label.split(/,| et | and /).some((part) => {
      const wanted = stems(part);
      return wanted.length > 0 && wanted.every((stem) => said.has(stem));
    }),
  );
  return named.length === 1 ? named[0] : undefined;
}

function stems(text: string): string[] {
  return words(normalise(text))
    .filter((word) => word.length >= shortestWord)
    .map((word) => word.replace(/[sx]$/, ''));
}

/** A label cut between words to the length of a button. */
function shortened(label: string): string {
  if (label.length <= longestTitle) return label;
  const cut = label.slice(0, longestTitle).replace(/[\s,]+\S*$/, '');
  return `${cut}…`;
}
