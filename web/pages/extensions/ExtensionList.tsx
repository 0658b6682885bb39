import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useList } from '../../data/hooks.ts';
import type { Extension } from '../../data/types.ts';
import { useWords } from '../../i18n/index.ts';
import { Section } from '../../shared/Section.tsx';

/** What a unit asked for about one item, with what was decided; nothing where it never asked. */
export function ExtensionList({ workItemId, decide }: { workItemId: string; decide: boolean }) {
  const { t } = useTranslation();
  const words = useWords();
  const list = useList<Extension>(`/extensions?workItemId=${workItemId}`);
  if (!list.items || list.items.length === 0) return null;
  return (
    <Section title={t('extension.title')}>
      <ul className="files">
        {list.items.map((row) => (
          <li key={row.id}>
            <strong>{t(`extension.state.${row.state}`)}</strong> · {words(row.of)}{' '}
            <span className="day">{t('extension.asked', { from: row.fromDueOn, to: row.askedDueOn })}</span> ·{' '}
            {row.unit.name} · {row.filedBy} <span className="day">{row.filedOn}</span>
            <p className="sent-text">{row.reason}</p>
            {row.state === 'OPEN' && (
              <p>
                {decide && <Link to={`/items/${row.itemId}`}>{t('extension.toDecide')}</Link>}{' '}
                {!row.stopsClock && <span className="muted">{t('extension.running')}</span>}
              </p>
            )}
            {row.ground !== null && (
              <p className="sent-text">
                {row.grantedDueOn !== null && <strong>{t('extension.granted', { on: row.grantedDueOn })} </strong>}
                {t('extension.decided', { by: row.decidedBy, on: row.decidedOn, ground: row.ground })}
              </p>
            )}
          </li>
        ))}
      </ul>
    </Section>
  );
}
