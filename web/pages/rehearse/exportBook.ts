import type { TFunction } from 'i18next';
import type { Rehearsal } from '../../data/types.ts';
import { dayCell, type Sheet } from '../../shared/xlsx.ts';
import { heaviestWeeks } from './heaviest.ts';
import type { Asked } from './RehearsalForm.tsx';
import type { useItemWords } from './words.ts';

/** The numbers that a rehearsal comes to, as the page and the workbook show them. */
export function figuresOf(rehearsal: Rehearsal, t: TFunction): { label: string; value: number }[] {
  return [
    { label: t('rehearse.planCount'), value: rehearsal.plans.length },
    { label: t('rehearse.measures'), value: rehearsal.plans.reduce((sum, plan) => sum + plan.measures, 0) },
    { label: t('rehearse.items'), value: rehearsal.itemCount },
    { label: t('rehearse.overdue'), value: rehearsal.overdue },
    { label: t('rehearse.unfinished'), value: rehearsal.unfinished },
    { label: t('rehearse.reminders'), value: rehearsal.reminders },
    { label: t('rehearse.letters'), value: rehearsal.letters },
    { label: t('rehearse.ended'), value: rehearsal.ended },
    { label: t('rehearse.stuck'), value: rehearsal.stuckCount },
  ];
}

/** The first sheet: what was played, under which assumptions, and what it comes to. */
export function summaryOf(rehearsal: Rehearsal, asked: Asked & { process: string }, t: TFunction): Sheet {
  const how = ({ behaviour, lateDays }: Pick<Asked, 'behaviour' | 'lateDays'>) =>
    t(`rehearse.behaviours.${behaviour}`) + (behaviour === 'late' ? ` (${t('rehearse.lateDays')}: ${lateDays})` : '');
  // A unit that nothing is asked of changes nothing.
  const names = new Map(rehearsal.weeks.map(({ unit }) => [unit?.id, unit?.name]));
  const left = rehearsal.itemCount - rehearsal.items.length;
  return {
    name: t('rehearse.sheets.summary'),
    head: [t('rehearse.point'), t('rehearse.value')],
    rows: [
      [t('rehearse.version'), asked.process],
      [t('rehearse.from'), dayCell(asked.from)],
      [t('rehearse.until'), dayCell(asked.until)],
      ...rehearsal.plans.map(({ id, name, measures }) => [
        t(asked.besidePlanIds.includes(id) ? 'rehearse.beside' : 'rehearse.plans'),
        `${name} (${t('rehearse.measures')}: ${measures})`,
      ]),
      [t('rehearse.behaviour'), how(asked)],
      [t('rehearse.crowdedFrom'), asked.crowdedFrom],
      ...asked.except.flatMap((one) => {
        const unit = names.get(one.unitId);
        return unit === undefined ? [] : [[`${t('rehearse.exceptions')}: ${unit}`, how(one)]];
      }),
      ...figuresOf(rehearsal, t).map(({ label, value }) => [label, value]),
      ...(left > 0 ? [[t('rehearse.items'), t('rehearse.notListed', { n: left })]] : []),
    ],
  };
}

/** A rehearsal as sheets of a workbook: items, weeks of units, days, what collides, what is stuck, where nothing happens. */
export function sheetsOf(rehearsal: Rehearsal, t: TFunction, words: ReturnType<typeof useItemWords>): Sheet[] {
  const unitName = (unit: { name: string } | null) => unit?.name ?? t('rehearse.others');
  const load = [t('rehearse.opened'), t('rehearse.due'), t('rehearse.reminders'), t('rehearse.letters')];
  const loadOf = (row: { opened: number; due: number; reminders: number; letters: number }) => [
    ...[row.opened, row.due, row.reminders, row.letters],
  ];
  return [
    {
      name: t('rehearse.sheets.items'),
      head: [
        ...[t('rehearse.item'), t('rehearse.planName'), t('rehearse.measure'), t('designer.who')],
        ...[t('rehearse.openedOn'), t('rehearse.dueOn'), t('rehearse.closedOn'), t('rehearse.outcome')],
        t('rehearse.rungs'),
      ],
      rows: rehearsal.items.map((row) => [
        ...[row.name, row.plan.name, row.measure?.name ?? '', words.holderOf(row), dayCell(row.openedOn)],
        ...[dayCell(row.dueOn), dayCell(row.closedOn), words.outcomeOf(row), words.rungsOf(row)],
      ]),
    },
    {
      name: t('rehearse.sheets.weeks'),
      head: [t('item.unit'), t('rehearse.week'), ...load],
      rows: heaviestWeeks(rehearsal).map((row) => [unitName(row.unit), dayCell(row.week), ...loadOf(row)]),
    },
    {
      name: t('rehearse.sheets.calendar'),
      head: [t('rehearse.day'), ...load],
      rows: rehearsal.days.map((row) => [dayCell(row.day), ...loadOf(row)]),
    },
    {
      name: t('rehearse.sheets.crowdings'),
      head: [t('item.unit'), t('rehearse.week'), t('rehearse.due'), t('rehearse.byPlan')],
      rows: rehearsal.crowdings.map((row) => [
        ...[row.unit.name, dayCell(row.week), row.due],
        row.plans.map(({ plan, due }) => `${plan.name} ${due}`).join('；'),
      ]),
    },
    {
      name: t('rehearse.sheets.doublings'),
      head: [t('rehearse.askedTwice'), t('rehearse.unitCount'), t('rehearse.units')],
      rows: rehearsal.doublings.map((row) => [
        row.plans.map(({ plan, dueOn }) => `${plan.name} ${dueOn}`).join('；'),
        row.units.length,
        row.units.map(({ name }) => name).join('、'),
      ]),
    },
    {
      name: t('rehearse.sheets.stuck'),
      head: [t('rehearse.process'), t('rehearse.planName'), t('rehearse.element')],
      rows: rehearsal.stuck.map(({ measure, unit, plan, element }) => [
        ...[measure?.name ?? unit?.name ?? '', plan.name, element],
      ]),
    },
    {
      name: t('rehearse.sheets.deadTimes'),
      head: [t('rehearse.from'), t('rehearse.until'), t('rehearse.days'), t('rehearse.units')],
      rows: rehearsal.deadTimes.map(({ from, until, days, units }) => [
        ...[dayCell(from), dayCell(until), days],
        units?.map(({ name }) => name).join('、') ?? t('rehearse.everybody'),
      ]),
    },
  ];
}
