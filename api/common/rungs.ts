import { defaultLadder } from '../../domain/ladder/index.ts';
import type { LocalText } from './schema.ts';

const labels = new Map<string, LocalText>(defaultLadder.rungs.map((rung) => [rung.key, rung.label]));

/** The name of a rung as people say it. */
export function rungLabel(rung: string): LocalText {
  return labels.get(rung) ?? { zh: rung, en: rung };
}
