import { useTranslation } from 'react-i18next';
import type { Rehearsal } from '../../data/types.ts';
import { DataTable } from '../../shared/DataTable.tsx';
import { Section } from '../../shared/Section.tsx';

/** Weeks in which one unit has too much due, and of which plans. */
function Crowdings({ rows }: { rows: Rehearsal['crowdings'] }) {
  const { t } = useTranslation();
  return (
    <DataTable
      label={t('rehearse.crowdings')}
      rows={rows}
      rowKey={(row) => `${row.unit.id} ${row.week}`}
      empty={t('rehearse.noCrowdings')}
      columns={[
        { key: 'unit', title: t('item.unit'), head: true, render: (row) => row.unit.name },
        { key: 'week', title: t('rehearse.week'), render: (row) => <span className="day">{row.week}</span> },
        { key: 'due', title: t('rehearse.due'), align: 'right', render: (row) => row.due },
        {
          key: 'plans',
          title: t('rehearse.byPlan'),
          render: (row) => row.plans.map(({ plan, due }) => `${plan.name}（${due}）`).join('、'),
        },
      ]}
    />
  );
}

const namedUnits = 8;

/** The first units by name, and how many more there are. */
function useUnitList() {
  const { t } = useTranslation();
  return (units: { name: string }[]) => {
    const names = units.slice(0, namedUnits).map(({ name }) => name);
    const rest = units.length - names.length;
    return names.join('、') + (rest > 0 ? t('rehearse.andMore', { n: rest }) : '');
  };
}

/** Reports of one kind that two plans ask of the same units within a week. */
function Doublings({ rows }: { rows: Rehearsal['doublings'] }) {
  const { t } = useTranslation();
  const unitsOf = useUnitList();
  return (
    <DataTable
      label={t('rehearse.doublings')}
      rows={rows}
      rowKey={(row) => `${row.kind} ${row.plans.map(({ plan, dueOn }) => `${plan.id} ${dueOn}`).join(' ')}`}
      empty={t('rehearse.noDoublings')}
      columns={[
        {
          key: 'plans',
          title: t('rehearse.askedTwice'),
          head: true,
          render: (row) =>
            row.plans.map(({ plan, dueOn }) => (
              <div key={plan.id}>
                {plan.name} <span className="day">{dueOn}</span>
              </div>
            )),
        },
        { key: 'count', title: t('rehearse.unitCount'), align: 'right', render: (row) => row.units.length },
        { key: 'units', title: t('rehearse.units'), render: (row) => unitsOf(row.units) },
      ]}
    />
  );
}

/** Spans in which units, or everybody, have nothing to do. */
function DeadTimes({ rows }: { rows: Rehearsal['deadTimes'] }) {
  const { t } = useTranslation();
  const unitsOf = useUnitList();
  return (
    <DataTable
      label={t('rehearse.deadTimes')}
      rows={rows}
      rowKey={(row) => `${row.units === null} ${row.from} ${row.until}`}
      empty={t('rehearse.noDeadTimes')}
      columns={[
        {
          key: 'span',
          title: t('rehearse.span'),
          head: true,
          render: (row) => (
            <span className="day">
              {row.from} – {row.until}
            </span>
          ),
        },
        { key: 'days', title: t('rehearse.days'), align: 'right', render: (row) => row.days },
        { key: 'count', title: t('rehearse.unitCount'), align: 'right', render: (row) => row.units?.length ?? '—' },
        {
          key: 'units',
          title: t('rehearse.units'),
          render: (row) => (row.units === null ? t('rehearse.everybody') : unitsOf(row.units)),
        },
      ]}
    />
  );
}

/** What stands in each other's way, and where nothing happens. */
export function Collisions({ rehearsal }: { rehearsal: Rehearsal }) {
  const { t } = useTranslation();
  return (
    <>
      <Section title={t('rehearse.crowdings')}>
        <Crowdings rows={rehearsal.crowdings} />
      </Section>
      {rehearsal.plans.length > 1 && (
        <Section title={t('rehearse.doublings')}>
          <Doublings rows={rehearsal.doublings} />
        </Section>
      )}
      <Section title={t('rehearse.deadTimes')}>
        <DeadTimes rows={rehearsal.deadTimes} />
      </Section>
    </>
  );
}
