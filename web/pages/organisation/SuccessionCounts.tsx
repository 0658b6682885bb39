import { useTranslation } from 'react-i18next';
import type { SuccessionCounts as Counts } from '../../data/types.ts';
import { Facts } from '../../shared/Facts.tsx';

const shown = ['measures', 'items', 'unitParts', 'joinedMeasures', 'cancelled', 'posts', 'people', 'groups'] as const;

/** What a merger or a split would move. */
export function SuccessionCounts({ counts }: { counts: Counts }) {
  const { t } = useTranslation();
  const titled = counts.joined.filter((one) => one.measureTitle !== '');
  return (
    <>
      <Facts facts={shown.map((key) => ({ label: t(`unit.counts.${key}`), value: counts[key] }))} />
      {titled.length > 0 && (
        <>
          <p>{t('unit.joined')}</p>
          <ul>
            {titled.map((one) => (
              <li key={one.measureId}>{one.measureTitle}</li>
            ))}
          </ul>
        </>
      )}
    </>
  );
}
