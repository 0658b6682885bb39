import type { TimelineRow } from '../../../prisma/repositories/auditReads.ts';
import type { LocalText } from '../schema.ts';
import { dataText as text } from './dataText.ts';

export type Data = Record<string, unknown>;

/** An event with the words that sentences are made of. */
export interface Told {
  data: Data;
  /** The work item that it is about. */
  item: LocalText;
  /** What a measure is called: a row 事项 where it belongs to a matter of its own. */
  measure: LocalText;
  rung: LocalText;
  unitName: string;
}

export type Sentence = (told: Told) => LocalText;
export type Sentences = Partial<Record<TimelineRow['kind'], Sentence>>;

/** A sentence with the reason that somebody gave for what it tells. */
export function withReason(said: LocalText, reason: unknown): LocalText {
  const given = text(reason);
  return given ? { zh: `${said.zh}（${given}）`, en: `${said.en} (${given})` } : said;
}

/** English: a number with its noun. */
export function counted(value: unknown, one: string, many: string): string {
  return `${text(value)} ${value === 1 ? one : many}`;
}
