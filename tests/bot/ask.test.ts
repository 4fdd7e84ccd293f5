import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

const program = join(import.meta.dirname, '../../dist/cli.mjs');

async function assistant(
  args: string[],
  input = '',
): Promise<{ code: number; output: string; errors: string }> {
  const child = spawn(process.execPath, [program, ...args], { stdio: ['pipe', 'pipe', 'pipe'] });
  let output = '';
  let errors = '';
  child.stdout.on('data', (chunk: Buffer) => {
    output += chunk.toString();
  });
  child.stderr.on('data', (chunk: Buffer) => {
    errors += chunk.toString();
  });
  child.stdin.end(input);
  const [code] = (await once(child, 'close')) as [number];
  return { code, output, errors };
}

interface Line {
  q: string;
  language: string;
  outcome: string;
  topic: string | null;
  candidates: { id: string; score: number }[];
  dates: { from: string; to: string }[];
  reply: string;
  error?: string;
}

async function askLines(...questions: (object | string)[]): Promise<{ code: number; lines: Line[] }> {
  const input = questions.map((line) => (typeof line === 'string' ? line : JSON.stringify(line))).join('\n');
  const { code, output } = await assistant(['ask', '--json'], input);
  return {
    code,
    lines: output
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Line),
  };
}

describe('assistant ask', () => {
  it('prints the answer that a person would read', async () => {
    const { code, output } = await assistant(['ask', 'vous êtes un robot ?']);

    assert.equal(code, 0);
    assert.match(output, /^Je suis un assistant automatique/);
    assert.match(output, /Vérifié le \d/);
  });

  it('answers JSON lines in the order asked, with everything that the design promises', async () => {
    const { code, lines } = await askLines(
      { q: 'bonjour' },
      { q: 'quel temps fera-t-il demain', today: '2026-02-28' },
    );

    assert.equal(code, 0);
    const [hello, weather] = lines as [Line, Line];
    assert.deepEqual(
      [hello.q, hello.language, hello.outcome, hello.topic],
      ['bonjour', 'fr', 'answered', 'salutation'],
    );
    assert.ok(hello.candidates.length >= 3);
    assert.equal(hello.candidates[0]?.id, 'salutation');
    assert.deepEqual([weather.outcome, weather.topic], ['outOfScope', null]);
    assert.deepEqual(weather.dates, [{ from: '2026-03-01', to: '2026-03-01' }]);
    assert.ok(weather.reply.length > 50);
  });

  it('keeps the turns of one conversation together and every other question alone', async () => {
    const { lines } = await askLines(
      { q: 'vous êtes un robot ?', conversation: 'a' },
      { q: 'je veux parler à quelqu’un', conversation: 'a' },
      { q: 'retour', conversation: 'b' },
      { q: 'retour', conversation: 'a' },
      { q: 'retour' },
    );

    assert.deepEqual(
      lines.map(({ topic }) => topic),
      ['capacites', 'parler-a-un-humain', null, 'capacites', null],
    );
  });

  it('moves the clock for everything with `today`: past its review an answer withholds itself', async () => {
    const { lines } = await askLines({ q: 'vous êtes un robot ?', today: '2035-01-01' });

    assert.match(lines[0]?.reply ?? '', /devait être revérifiée/);
  });

  it('says which line is wrong and why, answers the others, and ends with an error', async () => {
    const { code, lines } = await askLines(
      { q: 'bonjour' },
      '{"q":',
      { question: 'oups' },
      { q: 'merci', today: 'hier' },
      { q: 'merci' },
    );

    assert.equal(code, 1);
    assert.deepEqual(
      lines.map(({ topic, error }) => topic ?? error?.split(':')[0]),
      ['salutation', 'this line is not JSON', 'q', 'today', 'remerciement'],
    );
  });

  it('says how to use it when it is called wrongly', async () => {
    const { code, errors } = await assistant(['ask']);

    assert.equal(code, 2);
    assert.match(errors, /usage: npm run ask "your question"/);
  });
});
