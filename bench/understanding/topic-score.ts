/** An utterance found, with how well it matches. */
export interface Hit {
  readonly topic: string;
  readonly score: number;
}

/** Topics, best first: s1 + s2/2 + s3/3 + s4/4 over the best utterances of each. */
export function rankTopics(hits: Iterable<Hit>): string[] {
  const byTopic = new Map<string, number[]>();
  for (const { topic, score } of hits) {
    const scores = byTopic.get(topic);
    if (scores) scores.push(score);
    else byTopic.set(topic, [score]);
  }
  return [...byTopic]
    .map(([topic, scores]) => ({ topic, total: weigh(scores) }))
    .sort((a, b) => b.total - a.total)
    .map(({ topic }) => topic);
}

function weigh(scores: number[]): number {
  return scores
    .sort((a, b) => b - a)
    .slice(0, 4)
    .reduce((sum, score, i) => sum + score / (i + 1), 0);
}
