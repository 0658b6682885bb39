import { Button, Checkbox, Input, InputNumber, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { audiences } from '../../../domain/ladder/types.ts';
import type { LadderRow, LadderSaved } from '../../data/types.ts';
import { useWords } from '../../i18n/index.ts';
import { DataTable } from '../../shared/DataTable.tsx';
import { Field } from '../../shared/Field.tsx';
import { MovedItems } from '../../shared/MovedItems.tsx';
import { Problem } from '../../shared/Problem.tsx';
import { LadderPicture } from './LadderPicture.tsx';
import { type LadderEdit, useLadderEdit } from './useLadderEdit.ts';

function Rungs({ edit }: { edit: LadderEdit }) {
  const { t } = useTranslation();
  const words = useWords();
  return (
    <DataTable
      label={t('ladders.rungs')}
      rows={edit.rungs}
      rowKey={(row) => row.key}
      empty=""
      columns={[
        {
          key: 'used',
          title: t('ladders.rung'),
          head: true,
          render: (row) => (
            <Checkbox checked={row.used} onChange={(event) => edit.setRung({ ...row, used: event.target.checked })}>
              {words(row.label)}
            </Checkbox>
          ),
        },
        {
          key: 'offset',
          title: t('ladders.offset'),
          width: 210,
          render: (row) => (
            <InputNumber
              aria-label={`${words(row.label)} ${t('ladders.offset')}`}
              disabled={!row.used}
              style={{ width: 150 }}
              precision={0}
              min={row.group === 'REMIND' ? 0 : 1}
              max={250}
              prefix={t(row.group === 'REMIND' ? 'ladders.prefixBefore' : 'ladders.prefixOverdue')}
              value={Math.abs(row.offset)}
              onChange={(n) => edit.setRung({ ...row, offset: row.group === 'REMIND' ? -(n ?? 0) || 0 : (n ?? 1) })}
            />
          ),
        },
        {
          key: 'audience',
          title: t('ladders.audience'),
          render: (row) => (
            <Select
              mode="multiple"
              className="full"
              aria-label={`${words(row.label)} ${t('ladders.audience')}`}
              disabled={!row.used}
              options={audiences.map((value) => ({ value, label: t(`ladders.who.${value}`) }))}
              value={row.audience}
              onChange={(audience) => edit.setRung({ ...row, audience })}
            />
          ),
        },
        {
          key: 'approval',
          title: t('ladders.approval'),
          width: 190,
          render: (row) =>
            row.needsApproval !== null
              ? t(`ladders.approves.${row.needsApproval}`)
              : row.listedBefore !== undefined
                ? t('ladders.listed', { n: row.listedBefore })
                : t('ladders.byItself'),
        },
      ]}
    />
  );
}

interface Props {
  start: LadderRow;
  /** What is written as the ground to begin with. */
  why: string;
  onSaved: (answer: LadderSaved) => void;
  onClose: () => void;
}

/** Days and audiences of a ladder; whose next step moves is shown before it can be saved. */
export function LadderEditor({ start, why, onSaved, onClose }: Props) {
  const { t } = useTranslation();
  const edit = useLadderEdit(start, why, onSaved);
  return (
    <>
      <Field label={t('ladders.name')} required help={t('ladders.nameHelp')}>
        {(id) => (
          <Input id={id} maxLength={60} value={edit.name} onChange={(event) => edit.setName(event.target.value)} />
        )}
      </Field>
      <LadderPicture label={t('ladders.picture')} rungs={edit.used} />
      <Rungs edit={edit} />
      <Field label={t('ladders.earliest')} help={t('ladders.earliestHelp')}>
        {(id) => (
          <InputNumber
            id={id}
            precision={0}
            min={0}
            max={60}
            value={edit.earliest}
            onChange={(n) => edit.setEarliest(n ?? 0)}
          />
        )}
      </Field>
      <Problem problem={edit.problem} />
      <div className="form-actions">
        <Button onClick={onClose}>{t('calendar.leave')}</Button>
        <Button
          type={edit.preview ? 'default' : 'primary'}
          disabled={edit.name.trim() === ''}
          loading={edit.looking}
          onClick={edit.look}
        >
          {t('calendar.look')}
        </Button>
      </div>
      {edit.preview && (
        <>
          <h3>{t('calendar.preview')}</h3>
          <p>{t('ladders.counts', { n: edit.preview.counts.rungs })}</p>
          <MovedItems items={edit.preview.items} />
          <Field label={t('calendar.reason')} required help={t('calendar.reasonHelp')}>
            {(id) => (
              <Input
                id={id}
                maxLength={200}
                value={edit.reason}
                onChange={(event) => edit.setReason(event.target.value)}
              />
            )}
          </Field>
          <div className="form-actions">
            <Button type="primary" disabled={edit.reason.trim() === ''} loading={edit.saving} onClick={edit.save}>
              {t('action.save')}
            </Button>
          </div>
        </>
      )}
    </>
  );
}
