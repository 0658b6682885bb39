import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Rehearsal } from '../../data/types.ts';
import { DataTable } from '../../shared/DataTable.tsx';
import { Facts } from '../../shared/Facts.tsx';
import { Section } from '../../shared/Section.tsx';
import { saveFile } from '../../shared/saveFile.ts';
import { xlsxOf } from '../../shared/xlsx.ts';
import { Collisions } from './Collisions.tsx';
import { figuresOf, sheetsOf, summaryOf } from './exportBook.ts';
import { busiestDays, heaviestWeeks } from './heaviest.ts';
import { Items } from './Items.tsx';
import { LoadCalendar } from './LoadCalendar.tsx';
import type { Asked } from './RehearsalForm.tsx';
import { StepViewer } from './StepViewer.tsx';
import { type Stepped, steppedOf } from './stepping.ts';
import { useItemWords } from './words.ts';

const busiest = 10;
const xlsxType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** The days with most due. */
function BusyDays({ rehearsal }: { rehearsal: Rehearsal }) {
  const { t } = useTranslation();
  const days = busiestDays(rehearsal).slice(0, busiest);
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
        { key: 'reminders', title: t('rehearse.reminders'), align: 'right', render: (row) => row.reminders },
        { key: 'letters', title: t('rehearse.letters'), align: 'right', render: (row) => row.letters },
      ]}
    />
  );
}

/** Items due and what goes out to each unit, week by week; the heaviest weeks first. */
function Weeks({ rehearsal }: { rehearsal: Rehearsal }) {
  const { t } = useTranslation();
  const weeks = heaviestWeeks(rehearsal).slice(0, 2 * busiest);
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
        { key: 'reminders', title: t('rehearse.reminders'), align: 'right', render: (row) => row.reminders },
        { key: 'letters', title: t('rehearse.letters'), align: 'right', render: (row) => row.letters },
      ]}
    />
  );
}

/** Processes that cannot go on by themselves. */
function Stuck({ rehearsal }: { rehearsal: Rehearsal }) {
  const { t } = useTranslation();
  return (
    <DataTable
      label={t('rehearse.stuck')}
      rows={rehearsal.stuck}
      rowKey={(row) => `${row.plan.id} ${row.measure?.id} ${row.unit?.id} ${row.elementId}`}
      empty={t('rehearse.nothing')}
      columns={[
        {
          key: 'subject',
          title: t('rehearse.process'),
          head: true,
          render: (row) => row.measure?.name ?? row.unit?.name ?? '',
        },
        { key: 'plan', title: t('rehearse.planName'), render: (row) => row.plan.name },
        { key: 'element', title: t('rehearse.element'), render: (row) => row.element },
      ]}
    />
  );
}

interface ResultProps {
  rehearsal: Rehearsal;
  asked: Asked;
  /** The process and version that was played. */
  process: string;
}

/** What a rehearsal has shown. */
export function Result({ rehearsal, asked, process }: ResultProps) {
  const { t } = useTranslation();
  const words = useItemWords();
  const [stepped, setStepped] = useState<Stepped | null>(null);
  const exportBook = async () =>
    saveFile(
      `${t('rehearse.title')} ${process} ${asked.from}.xlsx`,
      await xlsxOf([summaryOf(rehearsal, { ...asked, process }, t), ...sheetsOf(rehearsal, t, words)]),
      xlsxType,
    );
  return (
    <>
      <Section
        title={t('rehearse.summary')}
        extra={<Button onClick={() => void exportBook()}>{t('rehearse.export')}</Button>}
      >
        <Facts facts={figuresOf(rehearsal, t)} />
      </Section>
      {rehearsal.stuckCount > 0 && (
        <Section title={t('rehearse.stuck')}>
          <Stuck rehearsal={rehearsal} />
        </Section>
      )}
      <Section title={t('rehearse.calendar')}>
        <LoadCalendar rehearsal={rehearsal} />
      </Section>
      <Section title={t('rehearse.steps')} id="steps">
        <StepViewer rehearsal={rehearsal} asked={asked} stepped={stepped} onChoose={setStepped} />
      </Section>
      <Section title={t('rehearse.busyDays')}>
        <BusyDays rehearsal={rehearsal} />
      </Section>
      <Collisions rehearsal={rehearsal} />
      <Section title={t('rehearse.weeks')}>
        <Weeks rehearsal={rehearsal} />
      </Section>
      <Section title={t('rehearse.items')}>
        <Items
          rehearsal={rehearsal}
          onStep={(item) => {
            setStepped(steppedOf(item));
            document.getElementById('steps')?.scrollIntoView();
          }}
        />
      </Section>
    </>
  );
}
