import { Checkbox } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { MeasureRow } from '../../data/types.ts';
import { useWords } from '../../i18n/index.ts';
import { type Column, DataTable } from '../../shared/DataTable.tsx';
import { LightMark } from '../../shared/LightMark.tsx';
import { Names } from '../../shared/Names.tsx';
import type { Chosen } from '../../shared/useChosen.ts';
import { Extended } from '../measure/Deadline.tsx';
import { Indicators } from '../measure/Indicators.tsx';

interface Props {
  measures: MeasureRow[];
  empty: ReactNode;
  /** Leaves out what the register has beyond a glance. */
  short?: boolean;
  /** What can be done about a measure, in a column of its own. */
  act?: { title: string; render: (row: MeasureRow) => ReactNode };
  /** Lets those be chosen that may. */
  chosen?: Chosen & { may: (row: MeasureRow) => boolean };
}

/** Whether something in the measure may be overdue or due soon: its light says so. */
export function mayBeUrged({ light, openItems }: MeasureRow): boolean {
  return openItems > 0 && (light.colour === 'red' || light.colour === 'yellow');
}

function Title({ row }: { row: MeasureRow }) {
  return (
    <span className="two-lines">
      <Link to={`/measures/${row.id}`} className="strong">
        {row.title}
      </Link>
      <span className="muted">{row.path.slice(0, -1).at(-1)}</span>
    </span>
  );
}

/** The register's columns are those of the documents' own ledgers. */
export function MeasureTable({ measures, empty, short = false, act, chosen }: Props) {
  const { t } = useTranslation();
  const words = useWords();
  const number = (row: MeasureRow) =>
    chosen?.may(row) ? (
      <Checkbox
        aria-label={t('urging.chooseMeasure', { title: row.title })}
        checked={chosen.ids.has(row.id)}
        onChange={() => chosen.toggle(row.id)}
      >
        {row.number}
      </Checkbox>
    ) : (
      row.number
    );
  const all: (Column<MeasureRow> & { long?: boolean })[] = [
    { key: 'number', title: t('measure.number'), align: 'right', width: chosen ? 58 : 48, render: number },
    { key: 'title', title: t('measure.title'), head: true, width: 132, render: (row) => <Title row={row} /> },
    { key: 'leaders', title: t('measure.leaders'), width: 84, render: (row) => <Names of={row.leaders} /> },
    {
      key: 'lead',
      title: t('measure.leadOrResponsible'),
      render: (row) => <Names of={[...row.leadUnits, ...row.responsibleUnits]} fold={4} />,
    },
    {
      key: 'persons',
      title: t('measure.persons'),
      long: true,
      render: (row) =>
        row.responsiblePersons.length === 0
          ? '—'
          : row.responsiblePersons.map((person) => (
              <div key={person.unit.id} title={person.unit.name}>
                {person.name}
              </div>
            )),
    },
    {
      key: 'supporting',
      title: t('measure.supporting'),
      long: true,
      render: (row) => <Names of={row.supportingUnits} fold={4} />,
    },
    {
      key: 'deadline',
      title: t('measure.deadline'),
      width: 104,
      render: (row) => (
        <span className="two-lines">
          <span className="day">{row.deadline.date ?? row.deadline.text ?? '—'}</span>
          <Extended measure={row} />
          {row.deadline.kind === 'dateThenLongTerm' && <span className="muted">{t('measure.thenLongTerm')}</span>}
        </span>
      ),
    },
    {
      key: 'indicators',
      title: t('measure.indicators'),
      width: 110,
      long: true,
      render: (row) => <Indicators indicators={row.indicators} short />,
    },
    {
      key: 'light',
      title: t('measure.light'),
      width: 150,
      render: (row) => <LightMark colour={row.light.colour} reason={row.light.reason} />,
    },
    {
      key: 'last',
      title: t('measure.lastReport'),
      long: true,
      render: (row) =>
        row.lastReport === null ? (
          '—'
        ) : (
          <span className="two-lines">
            <span>
              <span className="day">{row.lastReport.on}</span> {row.lastReport.unit.name}
            </span>
            <span className="muted clip">{row.lastReport.text}</span>
          </span>
        ),
    },
    {
      key: 'supervision',
      title: t('measure.supervision'),
      width: 104,
      render: (row) =>
        row.supervision === null ? (
          '—'
        ) : (
          <span className="two-lines">
            <span>{words(row.supervision.rungLabel)}</span>
            <span className="muted day">{row.supervision.reachedOn}</span>
          </span>
        ),
    },
    {
      key: 'remarks',
      title: t('measure.remarks'),
      width: 96,
      render: (row) => (
        <span className="two-lines">
          <span>{t(`measureState.${row.state}`)}</span>
          {row.openItems > 0 && (
            <Link to={`/items?measureId=${row.id}&state=open`}>{t('measure.openItems', { n: row.openItems })}</Link>
          )}
          {row.overdueItems > 0 && (
            <Link to={`/items?measureId=${row.id}&state=open&overdue=true&ofUnits=true`}>
              {t('measure.overdueItems', { n: row.overdueItems })}
            </Link>
          )}
        </span>
      ),
    },
    ...(act === undefined ? [] : [{ key: 'act', title: act.title, width: 84, render: act.render }]),
  ];
  return (
    <DataTable
      label={t('register.title')}
      columns={short ? all.filter((column) => !column.long) : all}
      rows={measures}
      rowKey={(row) => row.id}
      empty={empty}
    />
  );
}
