import type { TFunction } from 'i18next';
import type { DefinitionRow, PlansToChoose } from '../../data/types.ts';

interface Choice {
  value: string;
  label: string;
}

/** The process of a group belongs to no measure and no unit. */
const canBePlayed = ({ purpose }: DefinitionRow) => purpose !== 'GROUP';

const draftOf = ({ id }: DefinitionRow) => `${id} draft`;
const versionOf = ({ id }: DefinitionRow, version: number) => `${id} ${version}`;

/** Versions and drafts that can be played. */
export function versionsToOffer(definitions: DefinitionRow[], t: TFunction): Choice[] {
  return definitions.filter(canBePlayed).flatMap((definition) => {
    const { name, draft, versions } = definition;
    return [
      ...(draft === null
        ? []
        : [{ value: draftOf(definition), label: t('rehearse.draftVersion', { name, n: draft.revision }) }]),
      ...versions.map(({ version, state }) => ({
        value: versionOf(definition, version),
        label: t(state === 'RETIRED' ? 'rehearse.retiredVersion' : 'rehearse.publishedVersion', { name, n: version }),
      })),
    ];
  });
}

/** What is chosen at first: what is asked for, else the version, not retired, that most measures run by. */
export function versionToBegin(definitions: DefinitionRow[], asked: string | null): string | null {
  const all = definitions.filter(canBePlayed).flatMap((definition) => [
    ...(definition.draft === null ? [] : [{ value: draftOf(definition), definition, running: -1 }]),
    ...definition.versions.map(({ version, state, running }) => ({
      ...{ value: versionOf(definition, version), definition },
      running: state === 'RETIRED' ? -1 : running,
    })),
  ]);
  const named = all.find(({ value }) => value === asked);
  const ofMeasures = all.filter(({ definition }) => definition.purpose === 'MEASURE');
  const [busiest] = ofMeasures.sort((a, b) => b.running - a.running);
  return (named ?? busiest ?? all[0])?.value ?? null;
}

/** Plans that run, and drafts as they would be launched; those that nothing else tells apart are numbered. */
export function plansToOffer(plans: PlansToChoose['items'], t: TFunction): Choice[] {
  const seen = new Map<string, number>();
  return plans.map(({ id, title, measures: n, launchedOn, draft }) => {
    const label =
      draft === null ? t('rehearse.planOf', { title, n, launchedOn }) : t('rehearse.draftOf', { title, n, ...draft });
    const before = seen.get(label) ?? 0;
    seen.set(label, before + 1);
    return { value: id, label: before === 0 ? label : `${label} · ${before + 1}` };
  });
}
