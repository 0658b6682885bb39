import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useList } from '../../data/hooks.ts';
import type { Objection } from '../../data/types.ts';
import { useWords } from '../../i18n/index.ts';
import { Section } from '../../shared/Section.tsx';

/** Objections to one thing, with what was decided; nothing where there are none. */
export function ObjectionList({ query }: { query: string }) {
  const { t } = useTranslation();
  const words = useWords();
  const list = useList<Objection>(`/objections?${query}`);
  if (!list.items || list.items.length === 0) return null;
  return (
    <Section title={t('objection.title')}>
      <ul className="files">
        {list.items.map((row) => (
          <li key={row.id}>
            <strong>{t(`objection.state.${row.state}`)}</strong> · {words(row.against)} · {row.unit.name} ·{' '}
            {row.filedBy} <span className="day">{row.filedOn}</span>
            <p className="sent-text">{row.text}</p>
            {row.ground === null ? (
              <p>
                <Link to={`/items/${row.itemId}`}>{t('objection.toDecide')}</Link>
              </p>
            ) : (
              <p className="sent-text">
                {t('objection.decided', { by: row.decidedBy, on: row.decidedOn, ground: row.ground })}
              </p>
            )}
          </li>
        ))}
      </ul>
    </Section>
  );
}
