import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../data/api.ts';
import { useGet, useSend } from '../../data/hooks.ts';
import type { Definition, DefinitionVersion } from '../../data/types.ts';
import { DataTable } from '../../shared/DataTable.tsx';
import { Loaded } from '../../shared/Loaded.tsx';
import { Problem } from '../../shared/Problem.tsx';
import { RecordDialog } from '../../shared/RecordDialog.tsx';
import { saveFile } from '../../shared/saveFile.ts';
import { Drawing } from './Drawing.tsx';

type Row = Definition['versions'][number];

function Shown({ definition, version }: { definition: Definition; version: number }) {
  const { t } = useTranslation();
  const query = useGet<DefinitionVersion>(`/definitions/${definition.id}/versions/${version}`);
  return (
    <Loaded query={query}>
      {({ bpmnXml }) => <Drawing bpmnXml={bpmnXml} label={t('definitions.versionN', { n: version })} />}
    </Loaded>
  );
}

/** Published versions: look at them, begin the next from one, retire. */
export function Versions({ definition }: { definition: Definition }) {
  const { t } = useTranslation();
  const { id, name, can, versions } = definition;
  const [shown, setShown] = useState<number | null>(definition.draft === null ? (versions[0]?.version ?? null) : null);
  const [retiring, setRetiring] = useState<number | null>(null);
  const begin = useSend();
  const exportOne = async (version: number) => {
    const { bpmnXml } = await api.get<DefinitionVersion>(`/definitions/${id}/versions/${version}`);
    saveFile(`${name}-v${version}.bpmn`, bpmnXml);
  };
  const buttons = (row: Row) => (
    <span className="row-actions">
      <Button size="small" onClick={() => setShown(shown === row.version ? null : row.version)}>
        {shown === row.version ? t('definitions.hide') : t('definitions.look')}
      </Button>
      <Button size="small" onClick={() => void exportOne(row.version)}>
        {t('definitions.export')}
      </Button>
      {can.begin && (
        <Button
          size="small"
          onClick={() => begin.mutate({ path: `/definitions/${id}/draft`, body: { version: row.version } })}
        >
          {t('definitions.begin')}
        </Button>
      )}
      {can.retire && row.state === 'PUBLISHED' && (
        <Button size="small" danger onClick={() => setRetiring(row.version)}>
          {t('definitions.retire')}
        </Button>
      )}
    </span>
  );
  return (
    <>
      <Problem problem={begin.error} />
      <DataTable
        label={t('definitions.versions')}
        rows={versions}
        rowKey={(row) => row.version}
        empty={t('definitions.noVersions')}
        columns={[
          {
            key: 'version',
            title: t('definitions.version'),
            head: true,
            width: 90,
            render: (row) => `v${row.version}`,
          },
          {
            key: 'state',
            title: t('definitions.state'),
            width: 110,
            render: (row) => t(`definitions.states.${row.state}`),
          },
          {
            key: 'published',
            title: t('definitions.publishedOn'),
            width: 130,
            render: (row) => <span className="day">{row.publishedOn}</span>,
          },
          {
            key: 'running',
            title: t('definitions.running'),
            align: 'right',
            width: 110,
            render: (row) => row.running,
          },
          { key: 'act', title: t('action.title'), render: buttons },
        ]}
      />
      {shown !== null && <Shown definition={definition} version={shown} />}
      {retiring !== null && (
        <RecordDialog
          title={t('definitions.retireN', { n: retiring })}
          okText={t('definitions.retire')}
          fields={[
            {
              key: 'reason',
              label: t('definitions.reason'),
              type: 'long',
              required: true,
              help: t('definitions.retireHelp'),
            },
          ]}
          initial={{ reason: '' }}
          request={(body) => ({ path: `/definitions/${id}/versions/${retiring}/retire`, body })}
          onClose={() => setRetiring(null)}
        />
      )}
    </>
  );
}
