import { useTranslation } from 'react-i18next';
import { rungLabelOf } from '../../../domain/ladder/labels.ts';
import { outcomeInWords } from '../../../domain/process/outcomeWords.ts';
import type { RehearsedItem } from '../../data/types.ts';
import { useWords } from '../../i18n/index.ts';

/** How items of a rehearsal are told: who holds one, what it belongs to, which rungs it reached. */
export function useItemWords() {
  const { t } = useTranslation();
  const words = useWords();
  const rungOf = (rung: string) => words(rungLabelOf(rung));
  return {
    rungOf,
    holderOf: ({ unit, holder }: Pick<RehearsedItem, 'unit' | 'holder'>) =>
      holder === 'unit' ? (unit?.name ?? '—') : t(`rehearse.holder.${holder}`),
    /** The measure, or the plan for a unit's part in it. */
    subjectOf: ({ measure, plan }: RehearsedItem) => measure?.name ?? t('rehearse.partIn', { plan: plan.name }),
    outcomeOf: ({ outcome }: Pick<RehearsedItem, 'outcome'>) =>
      outcome === null ? t('rehearse.stillOpen') : words(outcomeInWords(outcome)),
    rungsOf: ({ rungs }: RehearsedItem) => rungs.map(({ rung, on }) => `${rungOf(rung)} ${on}`).join('；'),
  };
}

/** Tells one item of a rehearsal from another. */
export function itemKey({ plan, measure, elementId, unit, round, openedOn, dueOn }: RehearsedItem): string {
  return [plan.id, measure?.id, elementId, unit?.id, round, openedOn, dueOn].join(' ');
}
