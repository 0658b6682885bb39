import { disturb, NOISES, type Noise } from './noise.ts';
import { Chooser, seeded } from './random.ts';
import { STYLES, type Style, type StyleOf } from './styles.ts';
import { NOUNS, PEOPLE, PLAIN_UNITS, SUBJECTS, UNITS, VERBS } from './words.ts';

/** What a clerk would enter for one measure. */
export interface Truth {
  title: string;
  leaders: string[];
  leadUnits: string[];
  responsibleUnits: string[];
  supportingUnits: string[];
  /** 'YYYY-MM-DD' */
  date: string | null;
}

const FEWEST = 6;
const MOST = 13;

/** A plan that nobody wrote, in one style and with one kind of noise, with what a clerk would enter for it. */
export function syntheticPlan(seed: number, style: Style, noise: Noise): { text: string; truth: Truth[] } {
  const names = Object.keys(STYLES) as Style[];
  const choose = new Chooser(seeded(seed * 7919 + names.indexOf(style) * 131 + NOISES.indexOf(noise)));
  const { says, write, tail }: StyleOf = STYLES[style];
  const units = says.plainUnits ? PLAIN_UNITS : UNITS;
  const truth = titlesOf(choose).map((title): Truth => {
    const leadUnits = says.lead ? choose.some(units, says.lead) : [];
    const responsible = says.responsible && (leadUnits.length === 0 || says.table || choose.chance(0.6));
    const responsibleUnits = responsible ? choose.some(units, 2, leadUnits) : [];
    const supporting = says.supporting && (says.table || choose.chance(0.8));
    return {
      title,
      leaders: says.leaders ? choose.some(PEOPLE, says.table ? 1 : 2) : [],
      leadUnits,
      responsibleUnits,
      supportingUnits: supporting ? choose.some(units, 5, [...leadUnits, ...responsibleUnits]) : [],
      date: says.date ? `20${21 + choose.below(4)}-12-31` : null,
    };
  });
  const head =
    '某某县乡村建设实施方案\n为做好有关工作，制定本方案。\n一、总体要求\n坚持实事求是，注重实效。\n二、重点任务\n';
  const text = head + write(truth, choose) + (tail ? '三、组织保障\n（一）加强领导。健全机制，明确分工。\n' : '');
  return { text: disturb(text, noise, choose), truth };
}

function titlesOf(choose: Chooser): string[] {
  const count = FEWEST + choose.below(MOST - FEWEST);
  const titles = new Set<string>();
  while (titles.size < count) titles.add(choose.pick(VERBS) + choose.pick(SUBJECTS) + choose.pick(NOUNS));
  return [...titles];
}
