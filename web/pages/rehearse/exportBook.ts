import type { TFunction } from 'i18next';
import type { Rehearsal } from '../../data/types.ts';
import type { Sheet } from '../../shared/xlsx.ts';
import type { useItemWords } from './words.ts';

/** A rehearsal as sheets of a workbook: items, weeks of units, days, what collides, where nothing happens. */
export function sheetsOf(rehearsal: Rehearsal, t: TFunction, words: ReturnType<typeof useItemWords>): Sheet[] {
  const unitName = (unit: { name: string } | null) => unit?.name ?? t('rehearse.others');
  const load = [t('rehearse.opened'), t('rehearse.due'), t('rehearse.reminders'), t('rehearse.letters')];
  const loadOf = (row: { opened: number; due: number; reminders: number; letters: number }) => [
    ...[row.opened, row.due, row.reminders, row.letters],
  ];
  return [
    {
      name: t('rehearse.items'),
      head: [
        ...[t('rehearse.item'), t('rehearse.planName'), t('rehearse.measure'), t('designer.who')],
        ...[t('rehearse.openedOn'), t('rehearse.dueOn'), t('rehearse.closedOn'), t('rehearse.rungs')],
      ],
      rows: rehearsal.items.map((row) => [
        ...[row.name, row.plan.name, row.measure?.name ?? '', words.holderOf(row), row.openedOn],
        ...[row.dueOn ?? '', row.closedOn ?? '', words.rungsOf(row)],
      ]),
    },
    {
      name: t('rehearse.weeks'),
      head: [t('item.unit'), t('rehearse.week'), ...load],
      rows: rehearsal.weeks.map((row) => [unitName(row.unit), row.week, ...loadOf(row)]),
    },
    {
      name: t('rehearse.calendar'),
      head: [t('rehearse.day'), ...load],
      rows: rehearsal.days.map((row) => [row.day, ...loadOf(row)]),
    },
    {
      name: t('rehearse.crowdings'),
      head: [t('item.unit'), t('rehearse.week'), t('rehearse.due'), t('rehearse.byPlan')],
      rows: rehearsal.crowdings.map((row) => [
        ...[row.unit.name, row.week, row.due],
        row.plans.map(({ plan, due }) => `${plan.name} ${due}`).join('；'),
      ]),
    },
    {
      name: t('rehearse.doublings'),
      head: [t('rehearse.askedTwice'), t('rehearse.units')],
      rows: rehearsal.doublings.map((row) => [
        row.plans.map(({ plan, dueOn }) => `${plan.name} ${dueOn}`).join('；'),
        row.units.map(({ name }) => name).join('、'),
      ]),
    },
    {
      name: t('rehearse.deadTimes'),
      head: [t('rehearse.from'), t('rehearse.until'), t('rehearse.days'), t('rehearse.units')],
      rows: rehearsal.deadTimes.map(({ from, until, days, units }) => [
        ...[from, until, days],
        units?.map(({ name }) => name).join('、') ?? t('rehearse.everybody'),
      ]),
    },
  ];
}
