import type { Day } from '../facts.ts';
import { FactBook } from '../facts.ts';
import { dueOn, latestValue } from '../figures.ts';
import type { Finding } from '../findings.ts';
import type { KnowledgeData, Reading } from '../library.ts';
import { checkCues } from './cues.ts';
import { checkFact } from './facts.ts';
import { References } from './references.ts';
import { Report } from './report.ts';
import { checkSimulators } from './simulators.ts';
import { checkTopic } from './topics.ts';
import { checkUtterances } from './utterances.ts';

/** The editor's compiler: every finding of the knowledge on a day, errors first. */
export function checkKnowledge(reading: Reading, today: Day): Finding[] {
  const { data } = reading;
  const report = new Report(reading.origins);
  const references = new References(data, report, today);
  checkCatalogue(data, report);
  for (const topic of data.topics) checkTopic(topic, data, references, report, today);
  checkUtterances(data.topics, report);
  checkCues(data, report);
  const facts = new FactBook(data.facts);
  checkSimulators(data, facts, references.usedFacts, report, today);
  for (const fact of data.facts) checkFact(fact, facts, references.usedFacts, report, today);
  checkPlacesAndFigures(data, references, report, today);
  return [...reading.findings, ...report.findings].sort(
    (a, b) =>
      Number(b.severity === 'error') - Number(a.severity === 'error') ||
      a.file.localeCompare(b.file) ||
      (a.line ?? 0) - (b.line ?? 0),
  );
}

function checkCatalogue(data: KnowledgeData, report: Report): void {
  const known = new Map(data.catalogue.topics.map((entry) => [entry.id, entry]));
  for (const topic of data.topics) {
    const entry = known.get(topic.id);
    const key = `topic:${topic.id}`;
    if (!entry) report.error(key, ['id'], `"${topic.id}" is not in catalogue.yaml`, 'add it there first');
    else if (entry.axis !== topic.axis) {
      report.error(key, ['axis'], `the catalogue puts "${topic.id}" on the axis ${entry.axis}`);
    }
  }
  const written = new Set(data.topics.map((topic) => topic.id));
  const missing = [...known.keys()].filter((id) => !written.has(id));
  if (missing.length > 0) {
    report.findings.push({
      severity: 'warning',
      file: 'knowledge/catalogue.yaml',
      message: `${missing.length} topics have no entry yet: ${missing.join(', ')}`,
    });
  }
}

function checkPlacesAndFigures(
  data: KnowledgeData,
  references: References,
  report: Report,
  today: Day,
): void {
  for (const place of data.places) {
    const key = `place:${place.id}`;
    if (place.reviewBy < today) {
      report.warn(key, [], `the place "${place.id}" was due for review on ${place.reviewBy}`);
    }
  }
  for (const figure of data.figures) {
    const key = `figure:${figure.id}`;
    const due = dueOn(figure);
    if (due !== undefined && due < today) {
      const { period } = latestValue(figure);
      report.warn(key, [], `"${figure.id}" stands at ${period}: newer ones should be out`, 'npm run figures');
    }
    if (!references.usedFigures.has(figure.id)) report.warn(key, [], `"${figure.id}" is used by no text`);
  }
}
