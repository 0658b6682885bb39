import { Alert, Input, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { useGet } from '../../../data/hooks.ts';
import { queryString } from '../../../data/query.ts';
import type { Definition, MovePreview } from '../../../data/types.ts';
import { Field } from '../../../shared/Field.tsx';
import { FilterSelect, useFilters } from '../../../shared/FilterSelect.tsx';
import { Loaded } from '../../../shared/Loaded.tsx';
import { Page } from '../../../shared/Page.tsx';
import { Section } from '../../../shared/Section.tsx';
import { Moves } from './Moves.tsx';
import { Preview } from './Preview.tsx';

interface FiltersProps {
  definition: Definition;
  toVersion: number;
  preview: MovePreview | undefined;
}

/** Which processes, by version, plan, place and name; the version to move to comes first. */
function Filters({ definition: { versions }, toVersion, preview }: FiltersProps) {
  const { t } = useTranslation();
  const { get, set } = useFilters();
  const numbered = (of: Definition['versions']) =>
    of.map(({ version }) => ({ value: String(version), label: t('definitions.versionN', { n: version }) }));
  const named = (of: { id: string; name: string }[]) => of.map(({ id, name }) => ({ value: id, label: name }));
  return (
    <div className="filters">
      <Field label={t('move.to')}>
        {(id) => (
          <Select
            id={id}
            value={String(toVersion)}
            options={numbered(versions.filter(isPublished))}
            onChange={(to: string) => set({ to, mapping: null })}
          />
        )}
      </Field>
      <FilterSelect
        name="from"
        label={t('move.from')}
        options={numbered(versions.filter(({ running }) => running > 0))}
      />
      <FilterSelect
        name="plan"
        label={t('move.plan')}
        options={named((preview?.plans ?? []).map(({ id, title }) => ({ id, name: title })))}
      />
      <FilterSelect name="stands" label={t('move.stands')} options={named(preview?.elements ?? [])} />
      <Field label={t('move.search')}>
        {(id) => (
          <Input.Search
            id={id}
            allowClear
            defaultValue={get('q') ?? ''}
            onSearch={(text) => set({ q: text.trim() || null })}
          />
        )}
      </Field>
    </div>
  );
}

interface MappingProps {
  gone: MovePreview['gone'];
  mapping: ReadonlyMap<string, string>;
  onChange: (mapping: ReadonlyMap<string, string>) => void;
}

/** Elements that the chosen version has not under their id: which of its own takes the place of each. */
function Mapping({ gone, mapping, onChange }: MappingProps) {
  const { t } = useTranslation();
  if (gone.length === 0) return null;
  const taken = new Set(mapping.values());
  const choose = (from: string, to: string | undefined) => {
    const next = new Map(mapping);
    if (to === undefined) next.delete(from);
    else next.set(from, to);
    onChange(next);
  };
  return (
    <>
      <h3>{t('move.mapping')}</h3>
      <p className="muted">{t('move.mappingHelp')}</p>
      <div className="filters">
        {gone.map(({ id: from, name, places }) => (
          <Field key={from} label={t('move.place', { name })}>
            {(id) => (
              <Select
                id={id}
                allowClear
                placeholder={t('move.noPlace')}
                value={mapping.get(from)}
                options={places
                  .filter((place) => place.id === mapping.get(from) || !taken.has(place.id))
                  .map((place) => ({ value: place.id, label: place.name }))}
                onChange={(to: string | undefined) => choose(from, to)}
              />
            )}
          </Field>
        ))}
      </div>
    </>
  );
}

/** The mapping as the address has it: `old:new`, with commas between. */
const mappingIn = (text: string | null) =>
  new Map(
    (text ?? '').split(',').flatMap((pair): [string, string][] => {
      const [from, to] = pair.split(':');
      return from && to ? [[from, to]] : [];
    }),
  );
const mappingText = (mapping: ReadonlyMap<string, string>) => [...mapping].map((pair) => pair.join(':')).join(',');

const isPublished = ({ state }: Definition['versions'][number]) => state === 'PUBLISHED';

function Choice({ definition }: { definition: Definition }) {
  const { t } = useTranslation();
  const { get, set } = useFilters();
  const mapping = mappingIn(get('mapping'));
  const newest = definition.versions.find(isPublished)?.version;
  const toVersion = Number(get('to') ?? newest ?? 0);
  const path = `/definitions/${definition.id}/moves/preview${queryString({
    toVersion,
    fromVersion: get('from'),
    planId: get('plan'),
    elementId: get('stands'),
    q: get('q'),
    mapping: mappingText(mapping),
  })}`;
  const query = useGet<MovePreview>(newest === undefined ? null : path);
  if (newest === undefined) return <p className="empty">{t('move.onlyVersion')}</p>;
  return (
    <Section title={t('move.preview')}>
      <Filters definition={definition} toVersion={toVersion} preview={query.data} />
      <Loaded query={query}>
        {(preview) => (
          <>
            {preview.more && <Alert type="warning" showIcon title={t('move.more', { n: preview.total })} />}
            <Mapping
              gone={preview.gone}
              mapping={mapping}
              onChange={(next) => set({ mapping: mappingText(next) || null })}
            />
            <Preview
              key={path}
              definitionId={definition.id}
              toVersion={toVersion}
              mapping={Object.fromEntries(mapping)}
              groups={preview.groups}
            />
          </>
        )}
      </Loaded>
    </Section>
  );
}

/** 迁移运行中的流程: what a move to another version would do, its start, its progress and its results. */
export function MovePage() {
  const { t } = useTranslation();
  const { id = '' } = useParams();
  const query = useGet<Definition>(`/definitions/${id}`);
  return (
    <Page
      title={query.data ? t('move.titleOf', { name: query.data.name }) : t('move.title')}
      trail={<Link to={`/definitions/${id}`}>← {query.data?.name ?? t('definitions.title')}</Link>}
    >
      <p className="muted">{t('move.lead')}</p>
      <Loaded query={query}>
        {(definition) => (
          <>
            <Choice definition={definition} />
            <Section title={t('move.records')}>
              <Moves definitionId={id} />
            </Section>
          </>
        )}
      </Loaded>
    </Page>
  );
}
