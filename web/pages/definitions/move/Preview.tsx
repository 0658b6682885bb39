import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { MoveGroup } from '../../../data/types.ts';
import { RecordDialog } from '../../../shared/RecordDialog.tsx';
import { Group } from './Group.tsx';

interface Props {
  definitionId: string;
  toVersion: number;
  /** Elements of older versions by id, and those that take their place. */
  mapping: Record<string, string>;
  groups: MoveGroup[];
}

/** Processes put together by what becomes of them, to be chosen together or one by one. */
export function Preview({ definitionId, toVersion, mapping, groups }: Props) {
  const { t } = useTranslation();
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [asking, setAsking] = useState(false);
  if (groups.length === 0) return <p className="empty">{t('move.none')}</p>;
  const choose = (ids: string[], on: boolean) =>
    setChosen(new Set(on ? [...chosen, ...ids] : [...chosen].filter((id) => !ids.includes(id))));
  const instances = groups.flatMap((group) =>
    group.instances.flatMap(({ id, expected }) => (chosen.has(id) && expected !== null ? [{ id, expected }] : [])),
  );
  return (
    <>
      {groups.map((group) => (
        <Group key={group.key} group={group} chosen={chosen} choose={choose} />
      ))}
      <div className="row-actions">
        <Button type="primary" disabled={instances.length === 0} onClick={() => setAsking(true)}>
          {t('move.beginN', { n: instances.length })}
        </Button>
      </div>
      {asking && (
        <RecordDialog
          title={t('move.beginN', { n: instances.length })}
          okText={t('move.begin')}
          fields={[
            { key: 'reason', label: t('move.reason'), type: 'long', required: true, help: t('move.reasonHelp') },
          ]}
          initial={{ reason: '' }}
          request={({ reason }) => ({
            path: `/definitions/${definitionId}/moves`,
            body: { toVersion, reason, mapping, instances },
          })}
          onDone={() => setChosen(new Set())}
          onClose={() => setAsking(false)}
        />
      )}
    </>
  );
}
