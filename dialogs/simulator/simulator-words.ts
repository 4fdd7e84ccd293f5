import type { Day } from '../../knowledge/facts.ts';
import { formatDay, formatNumber } from '../../knowledge/format.ts';
import type { Fact } from '../../knowledge/schema.ts';
import type { Answer, Answers, Simulator, Value } from '../../knowledge/simulators/index.ts';
import type { Voice } from '../shared/voice.ts';

/** Units of Publicodes, as facts name them. */
const units: Readonly<Record<string, Fact['unit']>> = {
  '€': 'EUR',
  '€/mois': 'EUR',
  '€/h': 'EUR',
  '%': 'percent',
  mois: 'months',
  an: 'years',
  jour: 'days',
  h: 'hours',
};

/** The sentences of a simulator in a language, with its answers and values written as a person reads them. */
export class SimulatorWords {
  constructor(
    private readonly voice: Voice,
    private readonly simulator: Simulator,
    private readonly language: string,
  ) {}

  /** Answers in one line: "contrat : CDI, âge : 24 ans". */
  listed(answers: Answers, until: Readonly<Record<string, Day>> = {}): string {
    return Object.entries(answers)
      .map(([name, answer]) =>
        this.say('heardItem', {
          label: lowered(this.sentence(`inputs.${name}.short`), this.language),
          value: this.period(String(answer), until[name]) ?? this.written(name, answer),
        }),
      )
      .join(', ');
  }

  /** A stretch of days that was told for one of them. */
  private period(from: Day, to: Day | undefined): string | undefined {
    if (to === undefined) return undefined;
    return this.say('period', { from: formatDay(from, this.language), to: formatDay(to, this.language) });
  }

  /** An answer as a person reads it. */
  written(name: string, answer: Answer): string {
    const input = this.simulator.input(name);
    if (typeof answer === 'boolean') return this.say(answer ? 'yes' : 'no').toLocaleLowerCase(this.language);
    if (input?.kind === 'choice') return this.sentence(`inputs.${name}.choices.${answer}`);
    if (input?.kind === 'date') return formatDay(String(answer), this.language);
    return formatNumber(Number(answer), units[input?.unit ?? ''] ?? 'count', this.language);
  }

  /** A value found by the rules, as a person reads it. */
  format(value: Value): string {
    switch (value.kind) {
      case 'number':
        return formatNumber(value.value, units[value.unit] ?? 'count', this.language);
      case 'day':
        return formatDay(value.value, this.language);
      case 'boolean':
        return this.say(value.value ? 'yes' : 'no').toLocaleLowerCase(this.language);
      case 'text':
        return value.value;
    }
  }

  /** A sentence with the values of the rules, answers and deadlines that it quotes. */
  filled(key: string, answers: Answers): string {
    const template = this.voice.template(this.language, this.key(key));
    const values = [...template.matchAll(/\{\{([^}]+)\}\}/g)].map(([, name = '']) => {
      const answer = answers[name.trim()];
      const value = answer === undefined ? this.simulator.value(name.trim(), answers) : undefined;
      return [
        name,
        answer === undefined
          ? value
            ? this.format(value)
            : this.say('notKnown')
          : this.written(name.trim(), answer),
      ];
    });
    return this.voice.fill(this.language, template, Object.fromEntries(values));
  }

  private key(key: string): string {
    return `simulator-${this.simulator.definition.id}:${key}`;
  }

  /** A sentence of this simulator. */
  sentence(key: string, values: Record<string, string | number> = {}): string {
    return this.voice.say(this.language, this.key(key), values);
  }

  /** A sentence that all simulators share. */
  say(key: string, values: Record<string, string | number> = {}): string {
    return this.voice.say(this.language, `simulator:${key}`, values);
  }

  /** A sentence of this simulator that may not exist. */
  find(key: string, values: Record<string, string | number> = {}): string | undefined {
    return this.voice.find(this.language, this.key(key), values);
  }

  /** The sentences listed under a key of this simulator. */
  list(key: string): readonly string[] {
    return this.voice.list(this.language, this.key(key));
  }

  /** A sentence of the whole assistant. */
  shared(key: string, values: Record<string, string | number> = {}): string {
    return this.voice.say(this.language, key, values);
  }
}

/** The first letter in lower case, but for an acronym. */
function lowered(label: string, language: string): string {
  const isAcronym = label === label.toLocaleUpperCase(language);
  return isAcronym ? label : label.charAt(0).toLocaleLowerCase(language) + label.slice(1);
}
