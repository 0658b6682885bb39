import { type Demands, findOverlaps, type Overlap } from '../../domain/overlap.ts';
import type { PlanDemands } from '../../prisma/repositories/demandReads.ts';
import type { LaunchFacts } from '../../prisma/repositories/drafts.ts';
import { namedUnits } from './namedUnits.ts';
import type { Finding, ImportContent, LaunchSettings, MeasureContent } from './schema.ts';

/** Of one plan more equal indicators than these are told in one sentence. */
const MOST_INDICATORS = 3;
/** Units that are named, where more share a demand. */
const MOST_NAMED = 3;

/** Where a draft would ask units for what a running plan asks of them, too: shown before the launch, never in its way. */
export function overlapFindings(
  content: ImportContent,
  settings: LaunchSettings,
  facts: LaunchFacts,
  running: readonly PlanDemands[],
): Finding[] {
  const names = new Map(facts.units.map((unit) => [unit.id, unit.name]));
  const unitsOf = (measure: MeasureContent) => answering(measure, settings, facts);
  const indicators = content.measures.flatMap((measure, measureAt) =>
    measure.indicators.map(({ text }) => ({ text, measureAt, unitIds: unitsOf(measure) })),
  );
  const own: Demands = {
    unitIds: [...new Set(content.measures.flatMap(unitsOf))],
    periods: settings.periods,
    indicators,
  };
  const overlaps = findOverlaps(own, running);
  const reports = overlaps.filter((overlap) => overlap.of === 'report');
  const equal = overlaps.filter((overlap) => overlap.of === 'indicator');
  return [
    ...settings.periods.flatMap((period, at) => {
      const others = reports.filter((overlap) => overlap.at === at);
      const [first] = others;
      if (!first) return [];
      return [
        others.length === 1
          ? reportFinding(first, period, named(first.unitIds, names))
          : reportsFinding(others, period, names),
      ];
    }),
    ...running.flatMap(({ plan }) => {
      const ofPlan = equal.filter((overlap) => overlap.plan === plan);
      if (ofPlan.length > MOST_INDICATORS) return [manyIndicators(plan.title, ofPlan.length)];
      return ofPlan.map((overlap) => {
        const found = indicators[overlap.at];
        return indicatorFinding(
          overlap,
          { text: found?.text ?? '', measureAt: found?.measureAt ?? 0 },
          named(overlap.unitIds, names),
        );
      });
    }),
  ];
}

type Of<K> = Extract<Overlap<PlanDemands['plan']>, { of: K }>;
interface Units {
  zh: string;
  en: string;
}

function reportFinding(other: Of<'report'>, own: { name: string; dueOn: string }, units: Units): Finding {
  const { plan, name, dueOn } = other;
  return {
    severity: 'warning',
    pointer: `/settings/periods/${other.at}`,
    message: {
      zh: `“${own.name}”（${own.dueOn}）与在办方案《${plan.title}》的“${name}”（${dueOn}）相隔不到一周，${units.zh}要报两次；可合并或错开`,
      en: `“${own.name}” (${own.dueOn}) is within a week of “${name}” (${dueOn}) of the running plan “${plan.title}”: ${units.en} would report twice; join them or move one`,
    },
  };
}

/** Several running plans ask for reports at the same time: told once, with how often those report who are asked most. */
function reportsFinding(
  others: readonly Of<'report'>[],
  own: { name: string; dueOn: string },
  names: ReadonlyMap<string, string>,
): Finding {
  const times = new Map<string, number>();
  for (const id of others.flatMap(({ unitIds }) => unitIds)) times.set(id, (times.get(id) ?? 1) + 1);
  const most = Math.max(...times.values());
  const units = named([...times.keys()], names);
  const busy = [...times].flatMap(([id, count]) => (count === most ? [id] : []));
  const busiest = named(busy, names);
  const told =
    busy.length === times.size
      ? { zh: `${units.zh}要报${most}次`, en: `${units.en} would report ${most} times` }
      : {
          zh: `${units.zh}重复报送，其中${busiest.zh}要报${most}次`,
          en: `${units.en} would report repeatedly, ${busiest.en} ${most} times`,
        };
  const plans = [...new Set(others.map(({ plan }) => plan.title))];
  return {
    severity: 'warning',
    pointer: `/settings/periods/${others[0]?.at ?? 0}`,
    message: {
      zh: `“${own.name}”（${own.dueOn}）前后一周内，在办方案${plans.map((title) => `《${title}》`).join('')}也要报送：${told.zh}；可合并或错开`,
      en: `Within a week of “${own.name}” (${own.dueOn}) the running plans ${plans.map((title) => `“${title}”`).join(', ')} ask for reports, too: ${told.en}; join them or move some`,
    },
  };
}

function indicatorFinding(other: Of<'indicator'>, own: { text: string; measureAt: number }, units: Units): Finding {
  const { plan, text } = other;
  return {
    severity: 'warning',
    pointer: `/content/measures/${own.measureAt}/indicators`,
    message: {
      zh: `第${own.measureAt + 1}项的指标“${own.text}”与在办方案《${plan.title}》的“${text}”相同或相近，${units.zh}要重复填报；请核对口径和目标值`,
      en: `The indicator “${own.text}” of measure ${own.measureAt + 1} is in the running plan “${plan.title}”, too, or nearly so (“${text}”): ${units.en} would report it twice; see that definition and figures agree`,
    },
  };
}

function manyIndicators(title: string, count: number): Finding {
  return {
    severity: 'warning',
    pointer: '/content/measures',
    message: {
      zh: `有${count}项指标与在办方案《${title}》相同或相近，责任单位要重复填报；请确认不是同一方案，并核对目标值`,
      en: `${count} indicators are also in the running plan “${title}”, to be reported twice; see that it is not the same plan, and that the figures agree`,
    },
  };
}

/** Units that answer for a measure, groups by their members; such as the launch will create cannot have been asked yet. */
function answering(measure: MeasureContent, settings: LaunchSettings, facts: LaunchFacts): string[] {
  const names = [...measure.leadUnits, ...measure.responsibleUnits];
  const ids = names.flatMap((name) => namedUnits(name, { settings, facts }).map((unit) => unit.key));
  return [...new Set(ids)];
}

function named(ids: readonly string[], names: ReadonlyMap<string, string>): Units {
  const shown = ids.slice(0, MOST_NAMED).map((id) => names.get(id) ?? id);
  const all = ids.length <= MOST_NAMED;
  return {
    zh: all ? shown.join('、') : `${shown.join('、')}等${ids.length}个单位`,
    en: all ? shown.join(', ') : `${shown.join(', ')} and ${ids.length - MOST_NAMED} more units`,
  };
}
