import { useTranslation } from 'react-i18next';
import type { LadderRules } from '../../data/types.ts';
import { useWords } from '../../i18n/index.ts';

type Pictured = Pick<LadderRules['rungs'][number], 'key' | 'label' | 'offset'>;

/** The rungs on a time line, one a row: where each stands before or after the due day. */
export function LadderPicture({ rungs, label }: { rungs: Pictured[]; label: string }) {
  const { t } = useTranslation();
  const words = useWords();
  const days = [...rungs.map((rung) => rung.offset), 0];
  const first = Math.min(...days);
  const span = Math.max(1, Math.max(...days) - first);
  const at = (offset: number) => `${Math.round((100 * (offset - first)) / span)}%`;
  return (
    <ol className="ladder-picture" aria-label={label}>
      {rungs.map((rung) => (
        <li key={rung.key}>
          <span className="ladder-rung">{words(rung.label)}</span>
          <span className="ladder-track">
            <i className="ladder-due" style={{ left: at(0) }} />
            <i className={rung.offset > 0 ? 'ladder-dot late' : 'ladder-dot'} style={{ left: at(rung.offset) }} />
          </span>
          <span className="ladder-when">
            {t(rung.offset > 0 ? 'ladders.overdue' : 'ladders.before', { n: Math.abs(rung.offset) })}
          </span>
        </li>
      ))}
    </ol>
  );
}
