/** What the benchmark uses of node-nlp, which ships no types. */
declare module 'node-nlp' {
  export class NlpManager {
    constructor(settings: object);
    addDocument(locale: string, utterance: string, intent: string): void;
    train(): Promise<void>;
    save(file: string, isMinified?: boolean): void;
    load(file: string): void;
    process(utterance: string): Promise<{ classifications: readonly { intent: string; score: number }[] }>;
  }
}
