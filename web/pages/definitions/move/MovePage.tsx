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
            onChange={(to: string) => set({ to })}
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

const isPublished = ({ state }: Definition['versions'][number]) => state === 'PUBLISHED';

function Choice({ definition }: { definition: Definition }) {
  const { t } = useTranslation();
  const { get } = useFilters();
  const newest = definition.versions.find(isPublished)?.version;
  const toVersion = Number(get('to') ?? newest ?? 0);
  const path = `/definitions/${definition.id}/moves/preview${queryString({
    toVersion,
    fromVersion: get('from'),
    planId: get('plan'),
    elementId: get('stands'),
    q: get('q'),
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
            <Preview key={path} definitionId={definition.id} toVersion={toVersion} groups={preview.groups} />
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
