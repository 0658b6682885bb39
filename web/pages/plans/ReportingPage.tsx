import { Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link, useParams, useSearchParams } from 'react-router';
import { type ReportingNumber, reportingNumbers } from '../../../domain/reporting.ts';
import { useGet } from '../../data/hooks.ts';
import { queryString } from '../../data/query.ts';
import type { Reporting, ReportingRow, WorkItemState } from '../../data/types.ts';
import { type Column, DataTable } from '../../shared/DataTable.tsx';
import { Field } from '../../shared/Field.tsx';
import { Loaded } from '../../shared/Loaded.tsx';
import { Page } from '../../shared/Page.tsx';
import { StateTag } from '../../shared/StateTag.tsx';

/** 应报 已报 未报 迟报: who has reported for a period, those who miss most first. */
export function ReportingPage() {
  const { t } = useTranslation();
  const { id } = useParams();
  const [search, setSearch] = useSearchParams();
  const query = useGet<Reporting>(`/plans/${id}/reporting${queryString({ period: search.get('period') })}`);
  const link = (row: ReportingRow, reporting: ReportingNumber, period: string | null) =>
    `/items${queryString({ planId: id, unitId: row.unit.id, period, reporting })}`;
  const columns = (period: string | null): Column<ReportingRow>[] => [
    {
      key: 'unit',
      title: t('item.unit'),
      head: true,
      render: (row) => <Link to={`/plans/${id}/measures?unitId=${row.unit.id}`}>{row.unit.name}</Link>,
    },
    ...reportingNumbers.map(
      (key): Column<ReportingRow> => ({
        key,
        title: t(`reporting.${key}`),
        align: 'right',
        width: 90,
        render: (row) => (
          <Link to={link(row, key, period)} className={key === 'missing' && row.missing > 0 ? 'strong' : undefined}>
            {row[key]}
          </Link>
        ),
      }),
    ),
    {
      key: 'sheet',
      title: t('reporting.sheet'),
      width: 140,
      render: (row) =>
        row.sheetState === null ? (
          '—'
        ) : row.sheetId === null ? (
          <StateTag state={row.sheetState as WorkItemState} />
        ) : (
          <Link to={`/items/${row.sheetId}`}>
            <StateTag state={row.sheetState as WorkItemState} />
          </Link>
        ),
    },
  ];
  return (
    <Page title={t('reporting.title')} trail={<Link to={`/plans/${id}`}>← {t('plans.back')}</Link>}>
      <Loaded query={query}>
        {(data) => (
          <>
            <div className="filters">
              <Field label={t('period.name')}>
                {(fieldId) => (
                  <Select
                    id={fieldId}
                    value={data.period ?? undefined}
                    onChange={(period: string) => setSearch({ period }, { replace: true })}
                    options={data.periods.map((period) => ({
                      value: period.key,
                      label: `${period.name}（${t('period.dueOn')} ${period.dueOn}）`,
                    }))}
                  />
                )}
              </Field>
            </div>
            <DataTable
              label={t('reporting.title')}
              rows={data.rows.toSorted((a, b) => b.missing - a.missing || b.late - a.late)}
              rowKey={(row) => row.unit.id}
              empty={t('reporting.empty')}
              columns={columns(data.period)}
            />
          </>
        )}
      </Loaded>
    </Page>
  );
}
