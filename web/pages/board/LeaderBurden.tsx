import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useGet } from '../../data/hooks.ts';
import { queryString } from '../../data/query.ts';
import type { Burden } from '../../data/types.ts';
import { DataTable } from '../../shared/DataTable.tsx';
import { Section } from '../../shared/Section.tsx';

/** Units shown; the others stand on the page of burdens. */
const MOST_UNITS = 5;

/** This month's burden of the units that are asked most, for leaders. */
export function LeaderBurden() {
  const { t } = useTranslation();
  const { data } = useGet<Burden>('/burden');
  const month = data?.months.at(-1);
  if (data === undefined || month === undefined) return null;
  const rows = data.units
    .flatMap(({ unit, months }) => {
      const found = months.find((entry) => entry.month === month);
      return found ? [{ ...found, unit, total: found.requests + found.letters + found.notices }] : [];
    })
    .sort((a, b) => b.total - a.total)
    .slice(0, MOST_UNITS);
  return (
    <Section title={t('burden.most', { month })} extra={<Link to="/burden">{t('burden.allUnits')}</Link>}>
      <DataTable
        label={t('burden.most', { month })}
        rows={rows}
        rowKey={(row) => row.unit.id}
        empty={t('burden.empty')}
        columns={[
          {
            key: 'unit',
            title: t('item.unit'),
            head: true,
            render: (row) => (
              <Link to={`/burden${queryString({ unit: row.unit.id, month })}`} className="strong">
                {row.unit.name}
              </Link>
            ),
          },
          ...(['requests', 'letters', 'notices', 'total'] as const).map((kind) => ({
            key: kind,
            title: kind === 'total' ? t('burden.total') : t(`burden.kinds.${kind}`),
            align: 'right' as const,
            render: (row: (typeof rows)[number]) => row[kind],
          })),
        ]}
      />
    </Section>
  );
}
