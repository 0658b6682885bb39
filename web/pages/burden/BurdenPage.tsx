import { DatePicker } from 'antd';
import dayjs from 'dayjs';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useGet } from '../../data/hooks.ts';
import { queryString } from '../../data/query.ts';
import type { Burden } from '../../data/types.ts';
import { type Column, DataTable } from '../../shared/DataTable.tsx';
import { Field } from '../../shared/Field.tsx';
import { FilterSelect, useFilters } from '../../shared/FilterSelect.tsx';
import { Loaded } from '../../shared/Loaded.tsx';
import { Page } from '../../shared/Page.tsx';
import { useWide } from '../../shared/useWide.ts';
import { Sources } from './Sources.tsx';

const kinds = ['requests', 'letters', 'notices'] as const;
type Kind = (typeof kinds)[number];
type UnitRow = Burden['units'][number];

function countOf(counts: Record<Kind, number>, kind: Kind | null): number {
  return kind === null ? counts.requests + counts.letters + counts.notices : counts[kind];
}

interface TableProps {
  burden: Burden;
  kind: Kind | null;
  linkOf: (unitId: string, month: string) => string;
}

interface CellProps {
  row: UnitRow;
  month: string;
  kind: Kind | null;
  linkOf: TableProps['linkOf'];
}

/** A number that opens where it comes from. */
function Count({ row, month, kind, linkOf }: CellProps) {
  const { t } = useTranslation();
  const found = row.months.find((entry) => entry.month === month);
  const count = found === undefined ? 0 : countOf(found, kind);
  if (count === 0) return <span className="muted">0</span>;
  return (
    <Link to={linkOf(row.unit.id, month)} aria-label={t('burden.open', { unit: row.unit.name, month, n: count })}>
      {count}
    </Link>
  );
}

/** Units against months; on a narrow screen the months of a unit that have something side by side. */
function BurdenTable({ burden, kind, linkOf }: TableProps) {
  const { t } = useTranslation();
  const wide = useWide();
  const rows = burden.units.filter((row) => countOf(row, kind) > 0).sort((a, b) => countOf(b, kind) - countOf(a, kind));
  const months: Column<UnitRow>[] = wide
    ? burden.months.map((month) => ({
        key: month,
        title: month,
        align: 'right',
        render: (row) => <Count {...{ row, month, kind, linkOf }} />,
      }))
    : [
        {
          key: 'months',
          title: t('burden.months'),
          render: (row) =>
            row.months
              .filter((entry) => countOf(entry, kind) > 0)
              .map(({ month }) => (
                <span key={month} className="month-count">
                  {month} <Count {...{ row, month, kind, linkOf }} />
                </span>
              )),
        },
      ];
  return (
    <DataTable
      label={t('burden.title')}
      rows={rows}
      rowKey={(row) => row.unit.id}
      empty={t('burden.empty')}
      columns={[
        { key: 'unit', title: t('item.unit'), head: true, render: (row) => row.unit.name },
        ...months,
        {
          key: 'total',
          title: t('burden.total'),
          align: 'right',
          render: (row) => <span className="strong">{countOf(row, kind)}</span>,
        },
      ]}
    />
  );
}

/** 基层负担: how much is asked of each unit, month by month. Of what people do on the pages nothing is counted. */
export function BurdenPage() {
  const { t } = useTranslation();
  const { get, set, withChange } = useFilters();
  const kind = kinds.find((value) => value === get('kind')) ?? null;
  const query = useGet<Burden>(`/burden${queryString({ from: get('from'), to: get('to') })}`);
  const unitId = get('unit');
  const month = get('month');
  const shownFrom = get('from') ?? query.data?.months[0] ?? null;
  const shownTo = get('to') ?? query.data?.months.at(-1) ?? null;
  const monthInput = (name: 'from' | 'to', value: string | null) => (
    <Field label={t(`burden.${name}`)}>
      {(id) => (
        <DatePicker
          id={id}
          picker="month"
          format="YYYY-MM"
          allowClear={get(name) !== null}
          value={value === null ? null : dayjs(`${value}-01`)}
          onChange={(day) => set({ [name]: day === null ? null : day.format('YYYY-MM') })}
        />
      )}
    </Field>
  );
  return (
    <Page title={t('burden.title')}>
      <p className="muted">{t('burden.lead')}</p>
      <div className="filters">
        {monthInput('from', shownFrom)}
        {monthInput('to', shownTo)}
        <FilterSelect
          name="kind"
          label={t('burden.kind')}
          options={kinds.map((value) => ({ value, label: t(`burden.kinds.${value}`) }))}
        />
      </div>
      {unitId !== null && month !== null && (
        <Sources unitId={unitId} month={month} kind={kind} onClose={() => set({ unit: null, month: null })} />
      )}
      <Loaded query={query}>
        {(burden) => (
          <BurdenTable
            burden={burden}
            kind={kind}
            linkOf={(unit, of) => `/burden?${withChange({ unit, month: of })}`}
          />
        )}
      </Loaded>
    </Page>
  );
}
