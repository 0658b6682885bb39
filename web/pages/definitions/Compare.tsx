import { Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useGet } from '../../data/hooks.ts';
import type { Comparison, Definition } from '../../data/types.ts';
import { useWords } from '../../i18n/index.ts';
import { DataTable } from '../../shared/DataTable.tsx';
import { Field } from '../../shared/Field.tsx';
import { Loaded } from '../../shared/Loaded.tsx';
import { Section } from '../../shared/Section.tsx';
import { Drawing } from './Drawing.tsx';

type Change = Comparison['changes'][number];

function Lines({ lines }: { lines: Change['before'] }) {
  const words = useWords();
  if (lines.length === 0) return <>—</>;
  return (
    <ul className="plain-list">
      {lines.map((line) => (
        <li key={line.en}>{words(line)}</li>
      ))}
    </ul>
  );
}

function Result({ from, to, changes }: Comparison) {
  const { t } = useTranslation();
  const titleOf = ({ label }: Comparison['from']) => (label === 'draft' ? t('definitions.draft') : label);
  const marksOf = (left: boolean) =>
    Object.fromEntries(
      changes
        .filter(({ change }) => change !== (left ? 'added' : 'removed'))
        .map(({ elementId, change }) => [elementId, change]),
    );
  return (
    <>
      <DataTable
        label={t('definitions.differences')}
        rows={changes}
        rowKey={(row) => row.elementId}
        empty={t('definitions.noDifferences')}
        columns={[
          { key: 'name', title: t('designer.element'), head: true, render: (row) => <strong>{row.name}</strong> },
          {
            key: 'change',
            title: t('definitions.change'),
            width: 90,
            render: (row) => t(`definitions.changes.${row.change}`),
          },
          { key: 'before', title: titleOf(from), render: (row) => <Lines lines={row.before} /> },
          { key: 'after', title: titleOf(to), render: (row) => <Lines lines={row.after} /> },
        ]}
      />
      {changes.length > 0 && (
        <div className="compared">
          <Drawing bpmnXml={from.bpmnXml} label={titleOf(from)} marks={marksOf(true)} />
          <Drawing bpmnXml={to.bpmnXml} label={titleOf(to)} marks={marksOf(false)} />
        </div>
      )}
    </>
  );
}

/** Two versions side by side: what was added, changed, removed, on the diagrams and in words. */
export function Compare({ definition }: { definition: Definition }) {
  const { t } = useTranslation();
  const sides = [
    ...(definition.draft === null ? [] : ['draft']),
    ...definition.versions.map(({ version }) => String(version)),
  ];
  const [from, setFrom] = useState(sides[1] ?? null);
  const [to, setTo] = useState<string | null>(null);
  const path = from === null || to === null ? null : `/definitions/${definition.id}/comparison?from=${from}&to=${to}`;
  const query = useGet<Comparison>(path);
  if (sides.length < 2) return null;
  const options = sides.map((value) => ({
    value,
    label: value === 'draft' ? t('definitions.draft') : t('definitions.versionN', { n: value }),
  }));
  return (
    <Section title={t('definitions.compare')}>
      <div className="narrow-form">
        <Field label={t('definitions.compareFrom')}>
          {(id) => <Select id={id} value={from} options={options} onChange={setFrom} />}
        </Field>
        <Field label={t('definitions.compareTo')}>
          {(id) => <Select id={id} value={to} placeholder={t('designer.choose')} options={options} onChange={setTo} />}
        </Field>
      </div>
      {path !== null && <Loaded query={query}>{(comparison) => <Result {...comparison} />}</Loaded>}
    </Section>
  );
}
