import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Rehearsal } from '../../data/types.ts';
import { useLabel } from '../../i18n/useLabel.ts';
import { DataTable } from '../../shared/DataTable.tsx';
import { Facts } from '../../shared/Facts.tsx';
import { Section } from '../../shared/Section.tsx';
import { saveFile } from '../../shared/saveFile.ts';
import { type Sheet, xlsxOf } from '../../shared/xlsx.ts';

const busiest = 10;
const page = 50;
const xlsxType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

type Item = Rehearsal['items'][number];

/** The days with most due. */
function BusyDays({ rehearsal }: { rehearsal: Rehearsal }) {
  const { t } = useTranslation();
  const days = [...rehearsal.days].sort((a, b) => b.due - a.due || a.day.localeCompare(b.day)).slice(0, busiest);
  return (
    <DataTable
      label={t('rehearse.busyDays')}
      rows={days}
      rowKey={(row) => row.day}
      empty={t('rehearse.nothing')}
      columns={[
        { key: 'day', title: t('rehearse.day'), head: true, render: (row) => <span className="day">{row.day}</span> },
        { key: 'due', title: t('rehearse.due'), align: 'right', render: (row) => row.due },
        { key: 'opened', title: t('rehearse.opened'), align: 'right', render: (row) => row.opened },
        { key: 'rungs', title: t('rehearse.rungs'), align: 'right', render: (row) => row.rungs },
      ]}
    />
  );
}

/** Items due and notices of each unit, week by week; the heaviest weeks first. */
function Weeks({ rehearsal }: { rehearsal: Rehearsal }) {
  const { t } = useTranslation();
  const weeks = [...rehearsal.weeks].sort((a, b) => b.due - a.due || b.rungs - a.rungs).slice(0, 2 * busiest);
  return (
    <DataTable
      label={t('rehearse.weeks')}
      rows={weeks}
      rowKey={(row) => `${row.unit?.id} ${row.week}`}
      empty={t('rehearse.nothing')}
      columns={[
        { key: 'unit', title: t('item.unit'), head: true, render: (row) => row.unit?.name ?? t('rehearse.others') },
        { key: 'week', title: t('rehearse.week'), render: (row) => <span className="day">{row.week}</span> },
        { key: 'due', title: t('rehearse.due'), align: 'right', render: (row) => row.due },
        { key: 'rungs', title: t('rehearse.rungs'), align: 'right', render: (row) => row.rungs },
      ]}
    />
  );
}

/** Item after item by the day of opening, as the process would run. */
function Items({ rehearsal }: { rehearsal: Rehearsal }) {
  const { t } = useTranslation();
  const label = useLabel();
  const [shown, setShown] = useState(page);
  const holderOf = ({ unit, holder }: Item) =>
    holder === 'unit' ? (unit?.name ?? '—') : t(`rehearse.holder.${holder}`);
  const rungsOf = ({ rungs }: Item) =>
    rungs.map(({ rung, on }) => `${t(`rehearse.rung.${rung as 'URGE'}`)} ${on}`).join('；');
  const exportBook = async () => {
    const items: Sheet = {
      name: t('rehearse.items'),
      head: [
        ...[t('rehearse.item'), t('rehearse.measures'), t('designer.who'), t('rehearse.openedOn')],
        ...[t('rehearse.dueOn'), t('rehearse.closedOn'), t('rehearse.rungs')],
      ],
      rows: rehearsal.items.map((row) => [
        ...[row.name, row.measure, holderOf(row), row.openedOn],
        ...[row.dueOn ?? '', row.closedOn ?? '', rungsOf(row)],
      ]),
    };
    const weeks: Sheet = {
      name: t('rehearse.weeks'),
      head: [t('item.unit'), t('rehearse.week'), t('rehearse.due'), t('rehearse.rungs')],
      rows: rehearsal.weeks.map((row) => [row.unit?.name ?? t('rehearse.others'), row.week, row.due, row.rungs]),
    };
    const days: Sheet = {
      name: t('rehearse.busyDays'),
      head: [t('rehearse.day'), t('rehearse.due'), t('rehearse.opened'), t('rehearse.rungs')],
      rows: rehearsal.days.map((row) => [row.day, row.due, row.opened, row.rungs]),
    };
    const collisions: Sheet = {
      name: t('rehearse.collisions'),
      head: [t('item.unit'), t('rehearse.day'), t('rehearse.due')],
      rows: rehearsal.collisions.map((row) => [row.unit.name, row.day, row.due]),
    };
    saveFile(`${t('rehearse.title')}.xlsx`, await xlsxOf([items, weeks, days, collisions]), xlsxType);
  };
  return (
    <>
      <p className="row-actions">
        <Button onClick={() => void exportBook()}>{t('rehearse.export')}</Button>
      </p>
      <DataTable
        label={t('rehearse.items')}
        rows={rehearsal.items.slice(0, shown)}
        rowKey={(row) => `${row.measureId} ${row.elementId} ${row.unit?.id} ${row.round} ${row.openedOn} ${row.dueOn}`}
        empty={t('rehearse.nothing')}
        columns={[
          { key: 'name', title: t('rehearse.item'), head: true, render: (row) => `${row.name} · ${row.measure}` },
          { key: 'holder', title: t('designer.who'), render: holderOf },
          {
            key: 'opened',
            title: t('rehearse.openedOn'),
            render: (row) => <span className="day">{row.openedOn}</span>,
          },
          { key: 'due', title: t('rehearse.dueOn'), render: (row) => <span className="day">{row.dueOn ?? '—'}</span> },
          {
            key: 'closed',
            title: t('rehearse.closedOn'),
            render: (row) => (
              <span className="day">
                {row.closedOn ?? t('rehearse.stillOpen')} {row.outcome !== null && label('outcome', row.outcome)}
              </span>
            ),
          },
          {
            key: 'rungs',
            title: t('rehearse.rungs'),
            render: (row) => rungsOf(row) || '—',
          },
        ]}
      />
      {shown < rehearsal.items.length && <Button onClick={() => setShown(shown + page)}>{t('list.more')}</Button>}
    </>
  );
}

/** What a rehearsal has shown. */
export function Result({ rehearsal }: { rehearsal: Rehearsal }) {
  const { t } = useTranslation();
  return (
    <>
      <Section title={t('rehearse.summary')}>
        <Facts
          facts={[
            { label: t('rehearse.measures'), value: rehearsal.measures },
            { label: t('rehearse.items'), value: rehearsal.itemCount },
            { label: t('rehearse.overdue'), value: rehearsal.overdue },
            { label: t('rehearse.rungs'), value: rehearsal.rungCount },
            { label: t('rehearse.ended'), value: rehearsal.ended },
            { label: t('rehearse.stuck'), value: rehearsal.stuck.length },
          ]}
        />
      </Section>
      <Section title={t('rehearse.busyDays')}>
        <BusyDays rehearsal={rehearsal} />
      </Section>
      <Section title={t('rehearse.collisions')}>
        <DataTable
          label={t('rehearse.collisions')}
          rows={rehearsal.collisions}
          rowKey={(row) => `${row.unit.id} ${row.day}`}
          empty={t('rehearse.noCollisions')}
          columns={[
            { key: 'unit', title: t('item.unit'), head: true, render: (row) => row.unit.name },
            { key: 'day', title: t('rehearse.day'), render: (row) => <span className="day">{row.day}</span> },
            { key: 'due', title: t('rehearse.due'), align: 'right', render: (row) => row.due },
          ]}
        />
      </Section>
      <Section title={t('rehearse.weeks')}>
        <Weeks rehearsal={rehearsal} />
      </Section>
      <Section title={t('rehearse.items')}>
        <Items rehearsal={rehearsal} />
      </Section>
    </>
  );
}
