import { App, Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useGet } from '../../data/hooks.ts';
import type { ExtraDays as Days } from '../../data/types.ts';
import { DataTable } from '../../shared/DataTable.tsx';
import { Loaded } from '../../shared/Loaded.tsx';
import { Section } from '../../shared/Section.tsx';
import { ExtraDaysForm } from './ExtraDaysForm.tsx';

/** Days that a plan or a unit has off, or works, unlike the county; edited with a look at what they move. */
export function ExtraDays() {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const query = useGet<Days>('/extra-days');
  const [editing, setEditing] = useState(false);
  return (
    <Section
      title={t('extraDays.title')}
      extra={query.data?.can.edit && !editing && <Button onClick={() => setEditing(true)}>{t('action.edit')}</Button>}
    >
      <p className="muted">{t('extraDays.lead')}</p>
      <Loaded query={query}>
        {({ items }) => (
          <>
            {editing && (
              <ExtraDaysForm
                rows={items}
                onClose={() => setEditing(false)}
                onSaved={(moved) => {
                  setEditing(false);
                  void message.success(t('calendar.saved', { n: moved }));
                }}
              />
            )}
            <DataTable
              label={t('extraDays.title')}
              rows={items}
              rowKey={(row) => row.id}
              empty={t('extraDays.empty')}
              columns={[
                { key: 'owner', title: t('extraDays.owner'), head: true, render: (row) => row.ownerName },
                { key: 'day', title: t('calendar.day'), render: (row) => <span className="day">{row.day}</span> },
                {
                  key: 'kind',
                  title: t('extraDays.kind'),
                  render: (row) => t(row.working ? 'calendar.work' : 'calendar.off'),
                },
                { key: 'name', title: t('calendar.name'), render: (row) => row.name },
                { key: 'reason', title: t('calendar.reason'), render: (row) => `${row.reason}（${row.savedBy}）` },
                {
                  key: 'ended',
                  title: t('item.state'),
                  render: (row) =>
                    row.endedBy === null
                      ? t('extraDays.counts')
                      : `${t('extraDays.ended')}：${row.endReason ?? ''}（${row.endedBy}）`,
                },
              ]}
            />
          </>
        )}
      </Loaded>
    </Section>
  );
}
