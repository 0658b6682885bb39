import { useTranslation } from 'react-i18next';
import type { LadderRules } from '../../data/types.ts';
import { useWords } from '../../i18n/index.ts';

type Pictured = Pick<LadderRules['rungs'][number], 'key' | 'label' | 'offset' | 'unit' | 'channels' | 'onDaysOff'>;

function whenKey({ unit, offset }: Pictured) {
  if (unit === 'share') return 'ladders.shareOf';
  if (unit === 'calendarDays') return offset > 0 ? 'ladders.overdueCalendar' : 'ladders.beforeCalendar';
  return offset > 0 ? 'ladders.overdue' : 'ladders.before';
}

/** The rungs on a time line, one a row: where each stands before or after the due day. */
export function LadderPicture({ rungs, label }: { rungs: Pictured[]; label: string }) {
  const { t } = useTranslation();
  const words = useWords();
  // The time allowed differs from item to item: a share of it is drawn between the first day pictured and the due day.
  const before = Math.min(-10, ...rungs.filter((rung) => rung.unit !== 'share').map((rung) => rung.offset));
  const dayOf = ({ unit, offset }: Pictured) => (unit === 'share' ? before * (1 - offset / 100) : offset);
  const days = [...rungs.map(dayOf), 0];
  const first = Math.min(...days);
  const span = Math.max(1, Math.max(...days) - first);
  const asides = ({ channels = [], onDaysOff }: Pictured) => [
    ...channels.map((one) => t(`ladders.channel.${one}`)),
    ...(onDaysOff ? [t('ladders.daysOffToo')] : []),
  ];
  const at = (offset: number) => `${Math.round((100 * (offset - first)) / span)}%`;
  return (
    <ol className="ladder-picture" aria-label={label}>
      {rungs.map((rung) => (
        <li key={rung.key}>
          <span className="ladder-rung">{words(rung.label)}</span>
          <span className="ladder-track">
            <i className="ladder-due" style={{ left: at(0) }} />
            <i className={dayOf(rung) > 0 ? 'ladder-dot late' : 'ladder-dot'} style={{ left: at(dayOf(rung)) }} />
          </span>
          <span className="ladder-when two-lines">
            <span>{t(whenKey(rung), { n: Math.abs(rung.offset) })}</span>
            {asides(rung).length > 0 && <span className="muted">{asides(rung).join(' · ')}</span>}
          </span>
        </li>
      ))}
    </ol>
  );
}
