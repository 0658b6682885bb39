import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useGet } from '../../data/hooks.ts';
import { queryString } from '../../data/query.ts';
import type { BurdenSources } from '../../data/types.ts';
import { useWords } from '../../i18n/index.ts';
import { DataTable } from '../../shared/DataTable.tsx';
import { Loaded } from '../../shared/Loaded.tsx';
import { Section } from '../../shared/Section.tsx';

type Source = BurdenSources['sources'][number];

interface Props {
  unitId: string;
  month: string;
  /** Only this kind; null: all. */
  kind: Source['of'] | null;
  onClose: () => void;
}

/** Which plans asked what of a unit in a month, most first. */
export function Sources({ unitId, month, kind, onClose }: Props) {
  const { t } = useTranslation();
  const words = useWords();
  const query = useGet<BurdenSources>(`/burden/${unitId}${queryString({ month })}`);
  const close = <Button onClick={onClose}>{t('action.close')}</Button>;
  return (
    <Loaded query={query}>
      {({ unit, sources }) => (
        <Section title={t('burden.sources', { unit: unit.name, month })} extra={close}>
          <DataTable
            label={t('burden.sources', { unit: unit.name, month })}
            rows={sources.filter((source) => kind === null || source.of === kind)}
            rowKey={(row) => [row.of, row.plan?.id, row.itemKind?.zh].join(' ')}
            empty={t('burden.empty')}
            columns={[
              {
                key: 'of',
                title: t('burden.kind'),
                render: (row) =>
                  row.itemKind === null
                    ? t(`burden.kinds.${row.of}`)
                    : `${t(`burden.kinds.${row.of}`)} · ${words(row.itemKind)}`,
              },
              {
                key: 'plan',
                title: t('burden.plan'),
                head: true,
                render: (row) =>
                  row.plan === null ? t('burden.noPlan') : <Link to={`/plans/${row.plan.id}`}>{row.plan.title}</Link>,
              },
              { key: 'count', title: t('burden.count'), align: 'right', width: 90, render: (row) => row.count },
            ]}
          />
        </Section>
      )}
    </Loaded>
  );
}
