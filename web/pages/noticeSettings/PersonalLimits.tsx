import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSend } from '../../data/hooks.ts';
import type { NoticeRules } from '../../data/types.ts';
import { DataTable } from '../../shared/DataTable.tsx';
import { Problem } from '../../shared/Problem.tsx';
import { RecordDialog } from '../../shared/RecordDialog.tsx';

type Limit = NoticeRules['personalLimits'][number];

const MOST_MAILS = 6;

const pathOf = (personId: string) => `/notice-rules/people/${personId}`;

/** Who has a weekly limit other than the county's. */
export function PersonalLimits({ limits }: { limits: Limit[] }) {
  const { t } = useTranslation();
  const [edited, setEdited] = useState<Limit | 'new' | null>(null);
  const lift = useSend();
  const title = t('noticeSettings.personal');
  const limit = edited === 'new' ? null : edited;
  return (
    <>
      <h3>{title}</h3>
      <p className="muted">{t('noticeSettings.personalHelp')}</p>
      <Problem problem={lift.error} />
      <DataTable<Limit>
        label={title}
        rows={limits}
        rowKey={(row) => row.personId}
        empty={t('noticeSettings.nonePersonal')}
        columns={[
          { key: 'who', title: t('inbox.who'), head: true, render: (row) => row.personName },
          {
            key: 'limit',
            title: t('noticeSettings.perWeek'),
            align: 'right',
            render: (row) => t('noticeSettings.mails', { n: row.mailsPerWeek }),
          },
          {
            key: 'edit',
            title: t('action.title'),
            render: (row) => (
              <span className="row-actions">
                <Button
                  size="small"
                  aria-label={`${t('action.edit')} ${row.personName}`}
                  onClick={() => setEdited(row)}
                >
                  {t('action.edit')}
                </Button>
                <Button
                  size="small"
                  aria-label={`${t('noticeSettings.asCounty')} ${row.personName}`}
                  loading={lift.isPending}
                  onClick={() =>
                    lift.mutate({ method: 'PUT', path: pathOf(row.personId), body: { mailsPerWeek: null } })
                  }
                >
                  {t('noticeSettings.asCounty')}
                </Button>
              </span>
            ),
          },
        ]}
      />
      <Button onClick={() => setEdited('new')}>{t('noticeSettings.addPersonal')}</Button>
      {edited !== null && (
        <RecordDialog
          title={limit?.personName ?? t('noticeSettings.addPersonal')}
          fields={[
            ...(limit === null
              ? [
                  {
                    key: 'personId',
                    label: t('inbox.who'),
                    type: 'select' as const,
                    required: true,
                    party: { noun: 'people' as const },
                  },
                ]
              : []),
            {
              key: 'mailsPerWeek',
              label: t('noticeSettings.perWeek'),
              type: 'select',
              required: true,
              options: Array.from({ length: MOST_MAILS }, (_, index) => ({
                value: String(index + 1),
                label: t('noticeSettings.mails', { n: index + 1 }),
              })),
            },
          ]}
          initial={{
            personId: limit?.personId ?? null,
            mailsPerWeek: limit === null ? null : String(limit.mailsPerWeek),
          }}
          request={({ personId, mailsPerWeek }) => ({
            method: 'PUT',
            path: pathOf(String(personId)),
            body: { mailsPerWeek: Number(mailsPerWeek) },
          })}
          onClose={() => setEdited(null)}
        />
      )}
    </>
  );
}
