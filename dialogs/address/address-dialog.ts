import { Dialog, type DialogContext, type DialogTurnResult } from 'botbuilder-dialogs';
import type { Day } from '../../knowledge/facts.ts';
import { type Block, textBlock } from '../reply.ts';
import { writeCommand } from '../shared/commands.ts';
import type { Voice } from '../shared/voice.ts';
import { type Turn, turnOf } from '../turn.ts';

/** Where an address stands; `label` is the address as it was understood, for the person to check. */
export type AddressAnswer =
  | { readonly kind: 'inside' | 'border'; readonly name: string; readonly label: string }
  | { readonly kind: 'outside'; readonly label: string }
  | { readonly kind: 'imprecise'; readonly why: 'street' | 'score' | 'elsewhere' | 'none' }
  | { readonly kind: 'unavailable' | 'olderMap' };

/** Tells whether an address is in a priority neighbourhood; keeps nothing of it. */
export interface AddressChecker {
  check(address: string, signedOn: Day): Promise<AddressAnswer>;
}

export interface AddressStart {
  /** The map in force on that day decides. */
  readonly signedOn: Day;
  /** True where another dialog goes on with the answer. */
  readonly isAside?: boolean;
}

/** No address is longer. */
const longestAddress = 200;

/** Says what becomes of an address, takes it, and tells in which neighbourhood it is. Neither it nor its place is kept. */
export class AddressDialog extends Dialog<AddressStart> {
  static readonly id = 'address';

  constructor(
    private readonly checker: AddressChecker,
    private readonly voice: Voice,
    /** Topic that the turns of this dialog count for. */
    private readonly topic: string,
  ) {
    super(AddressDialog.id);
  }

  override async beginDialog(dialog: DialogContext, start?: AddressStart): Promise<DialogTurnResult> {
    const turn = turnOf(dialog.context);
    if (dialog.activeDialog) dialog.activeDialog.state = start;
    turn.say(textBlock(this.voice.say(turn.language, 'address:consent')), this.cancel(turn));
    turn.end('asked', this.topic);
    return Dialog.EndOfTurn;
  }

  override async continueDialog(dialog: DialogContext): Promise<DialogTurnResult> {
    const turn = turnOf(dialog.context);
    const start = dialog.activeDialog?.state as AddressStart | undefined;
    if (!start) return dialog.endDialog();
    if (turn.command || this.isRefusal(turn)) {
      if (turn.command?.kind !== 'addressRefused' && turn.command) turn.isPassedOn = true;
      else turn.say(textBlock(this.voice.say(turn.language, 'address:refused')));
      turn.end('answered', this.topic);
      return dialog.endDialog();
    }
    const answer = await this.checker.check(turn.text.slice(0, longestAddress), start.signedOn);
    turn.say(...this.told(answer, turn));
    if (answer.kind === 'imprecise') {
      // One more try is offered: most often the number is missing.
      turn.say(this.cancel(turn));
      turn.end('asked', this.topic);
      return Dialog.EndOfTurn;
    }
    if (!start.isAside) turn.say(textBlock(this.voice.say(turn.language, 'address:indication')));
    turn.end('answered', this.topic);
    return dialog.endDialog(answer);
  }

  private told(answer: AddressAnswer, { language }: Turn): Block[] {
    const key = answer.kind === 'imprecise' ? `imprecise.${answer.why}` : answer.kind;
    const values = {
      label: 'label' in answer ? answer.label : '',
      name: 'name' in answer ? answer.name : '',
    };
    return [textBlock(this.voice.say(language, `address:${key}`, values))];
  }

  private isRefusal({ language, text: said }: Turn): boolean {
    const folded = said.trim().toLocaleLowerCase(language);
    return this.voice
      .list(language, 'phrases:no')
      .concat(this.voice.list(language, 'phrases:cancel'))
      .includes(folded);
  }

  private cancel({ language }: Turn): Block {
    const title = this.voice.say(language, 'address:cancel');
    return { kind: 'choices', choices: [{ title, value: writeCommand({ kind: 'addressRefused' }) }] };
  }
}
