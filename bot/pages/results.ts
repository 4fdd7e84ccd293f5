import type { Voice } from '../../dialogs/shared/voice.ts';
import type { CalculationResult } from '../../dialogs/simulator/result-links.ts';
import { SimulatorReplies } from '../../dialogs/simulator/simulator-replies.ts';
import { formatDay } from '../../knowledge/format.ts';
import type { Simulators } from '../../knowledge/simulators/index.ts';
import { blocksToHtml, escapeHtml } from './html.ts';
import { addressOf, PageLayout } from './layout.ts';

/** The result of a calculation as a page to print, with what it was worked out from and its day. */
export class ResultPages {
  readonly #layout: PageLayout;

  constructor(
    private readonly simulators: Simulators,
    private readonly voice: Voice,
  ) {
    this.#layout = new PageLayout(voice);
  }

  page(result: CalculationResult): string | undefined {
    const { language, day } = result;
    const simulator = this.simulators.get(result.simulator);
    if (!simulator) return undefined;
    const replies = new SimulatorReplies(this.voice, simulator, language, day);
    const body = blocksToHtml(replies.result(result), (topic) => addressOf(`/fiches/${topic}`, language));
    const printed = this.voice.say(language, 'fiches:resultPrinted', { date: formatDay(day, language) });
    return this.#layout.page(
      replies.title,
      language,
      undefined,
      `${body}\n<p class="printed">${escapeHtml(printed)}</p>`,
    );
  }

  /** Where a link is too old, or none of ours. */
  gone(language: string): string {
    const say = (key: string) => this.voice.say(language, `fiches:resultGone.${key}`);
    return this.#layout.page(say('title'), language, undefined, `<p>${escapeHtml(say('text'))}</p>`);
  }
}
