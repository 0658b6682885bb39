import type { UserMessage } from '../../domain/errors.ts';
import type { SourceRange } from '../types.ts';

/** What a reader makes of a file: the text as the plan reader likes it, tables as tabbed lines. */
export interface ReadText {
  text: string;
  /** Running heads, feet and text boxes that are no part of `text`; a marking of secrecy may stand there. */
  margins: string[];
  /** What the office should know about the reading as a whole. */
  notes: UserMessage[];
  /** Where each row of a spreadsheet went, for messages that name sheet and row. */
  rows: RowPlace[];
}

/** A row of a spreadsheet and its range of the text. */
export interface RowPlace extends SourceRange {
  sheet: string;
  /** As the program numbers it, from 1. */
  row: number;
}

/** What a reader is given beside the bytes. */
export interface ReadOptions {
  fileName: string;
  /** Encoding of plain text, or left out to tell it by content. */
  encoding?: string;
  /** Recognise the text of pictures and scans. */
  ocr: boolean;
  progress: (progress: ReadProgress) => void;
}

/** How far a reading has come. Pages are counted from 1; both are 0 where the format has none. */
export interface ReadProgress {
  stage: 'open' | 'read' | 'recognise' | 'analyse';
  page: number;
  pages: number;
}

/** Said of every file that carries macros: they are not run. */
export const macrosNotRun: UserMessage = {
  zh: '文件带有宏。宏没有运行，只读取了文字。',
  en: 'The file carries macros. They were not run; the text alone was read.',
};

export const plainText = (text: string, rest: Partial<ReadText> = {}): ReadText => ({
  text,
  margins: [],
  notes: [],
  rows: [],
  ...rest,
});
