import { Input, InputNumber } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSend } from '../../data/hooks.ts';
import type { NoticeRules } from '../../data/types.ts';
import { DataTable } from '../../shared/DataTable.tsx';
import { Facts } from '../../shared/Facts.tsx';
import { Field } from '../../shared/Field.tsx';
import { SaveOnGround } from '../../shared/SaveOnGround.tsx';
import { type VersionEdit, VersionedSection } from '../../shared/VersionedSection.tsx';
import { PersonalLimits } from './PersonalLimits.tsx';

type Version = NoticeRules['versions'][number];

function Editor({ start, basedOn, why, onSaved, onClose }: VersionEdit<Version>) {
  const { t } = useTranslation();
  const [mailFrom, setFrom] = useState(start.mailFrom);
  const [mailUntil, setUntil] = useState(start.mailUntil);
  const [mailsPerWeek, setPerWeek] = useState(start.mailsPerWeek);
  const [reason, setReason] = useState(why);
  const save = useSend(onSaved);
  const body = { mailFrom, mailUntil, mailsPerWeek, basedOn, reason: reason.trim() };
  return (
    <>
      <Field label={t('noticeSettings.mailFrom')} required help={t('noticeSettings.hoursHelp')}>
        {(id) => <Input id={id} maxLength={5} value={mailFrom} onChange={(event) => setFrom(event.target.value)} />}
      </Field>
      <Field label={t('noticeSettings.mailUntil')} required>
        {(id) => <Input id={id} maxLength={5} value={mailUntil} onChange={(event) => setUntil(event.target.value)} />}
      </Field>
      <Field label={t('noticeSettings.perWeek')} help={t('noticeSettings.perWeekHelp')}>
        {(id) => <InputNumber id={id} min={1} max={6} precision={0} value={mailsPerWeek} onChange={setPerWeek} />}
      </Field>
      <SaveOnGround
        reason={reason}
        setReason={setReason}
        saving={save.isPending}
        problem={save.error}
        save={() => save.mutate({ path: '/notice-rules', body })}
        onLeave={onClose}
      />
    </>
  );
}

interface Props {
  rules: NoticeRules;
  admin: boolean;
}

/** When mail goes out and how much of it, with what that holds back now. */
export function RulesPart({ rules, admin }: Props) {
  const { t } = useTranslation();
  return (
    <VersionedSection
      title={t('noticeSettings.rules')}
      versions={rules.versions}
      admin={admin}
      saved={t('noticeSettings.rulesSaved')}
      show={({ mailFrom, mailUntil, mailsPerWeek }) => (
        <Facts
          facts={[
            { label: t('noticeSettings.mailFrom'), value: mailFrom },
            { label: t('noticeSettings.mailUntil'), value: mailUntil },
            {
              label: t('noticeSettings.perWeek'),
              value: mailsPerWeek === null ? t('noticeSettings.noCap') : t('noticeSettings.mails', { n: mailsPerWeek }),
            },
          ]}
        />
      )}
      edit={(edit) => <Editor key={edit.start.version} {...edit} />}
    >
      <PersonalLimits limits={rules.personalLimits} />
      <h3>{t('noticeSettings.held')}</h3>
      <DataTable
        label={t('noticeSettings.held')}
        rows={rules.heldBack}
        rowKey={(row) => row.personId}
        empty={t('noticeSettings.noneHeld')}
        columns={[
          { key: 'who', title: t('inbox.who'), head: true, render: (row) => row.personName },
          { key: 'count', title: t('noticeSettings.heldCount'), align: 'right', render: (row) => row.notices },
          { key: 'since', title: t('noticeSettings.since'), render: (row) => <span className="day">{row.since}</span> },
        ]}
      />
    </VersionedSection>
  );
}
