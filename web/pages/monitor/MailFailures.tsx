import { App, Button, Checkbox } from 'antd';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { mailCauses } from '../../../domain/notices/mailFailure.ts';
import { useList, useSend } from '../../data/hooks.ts';
import { queryString } from '../../data/query.ts';
import type { MailFailure, MailsResent, Monitor } from '../../data/types.ts';
import { type Column, DataTable } from '../../shared/DataTable.tsx';
import { FilterSelect, useFilters } from '../../shared/FilterSelect.tsx';
import { Loaded } from '../../shared/Loaded.tsx';
import { MoreButton } from '../../shared/MoreButton.tsx';
import { Problem } from '../../shared/Problem.tsx';
import { Section } from '../../shared/Section.tsx';

/** The name of the filter in the address. */
const CAUSE = 'mailCause';
/** How often the list is read while mails of it wait to go out, and otherwise. */
const WATCHED_MS = 3_000;
const CALM_MS = 30_000;

const mayGo = ({ queued, unreachable }: MailFailure) => !queued && unreachable === null;

function Cause({ row }: { row: MailFailure }) {
  const { t } = useTranslation();
  return (
    <span className="two-lines">
      <span>{t(`mailCause.${row.cause}`)}</span>
      {row.detail !== null && <span className="muted">{t('mailFailures.answer', { text: row.detail })}</span>}
    </span>
  );
}

/** What can be done about one mail. */
function Act({ row, sending, onSend }: { row: MailFailure; sending: boolean; onSend: () => void }) {
  const { t } = useTranslation();
  const { name } = row.person;
  if (row.queued) return <span className="state">{t('mailFailures.queued')}</span>;
  if (row.unreachable !== null) {
    return <Link to={`/organisation/people?q=${encodeURIComponent(name)}`}>{t('mailFailures.mend')}</Link>;
  }
  return (
    <Button
      size="small"
      aria-label={t('mailFailures.resendTo', { name, day: row.day })}
      loading={sending}
      onClick={onSend}
    >
      {t('mailFailures.resend')}
    </Button>
  );
}

/** Mails that did not arrive, with the cause; one, several, or all of one cause are sent again here. */
export function MailFailures({ causes }: { causes: Monitor['mail']['causes'] }) {
  const { t } = useTranslation();
  const { message, modal } = App.useApp();
  const wanted = useFilters().get(CAUSE);
  const cause = mailCauses.find((one) => one === wanted) ?? null;
  const [watched, setWatched] = useState(false);
  const list = useList<MailFailure>(`/monitor/mail-failures${queryString({ cause, limit: '20' })}`, {
    refetchInterval: watched ? WATCHED_MS : CALM_MS,
  });
  const { items } = list;
  useEffect(() => setWatched(items?.some((row) => row.queued) ?? false), [items]);
  const [chosen, setChosen] = useState<string[]>([]);
  const send = useSend<MailsResent>(({ queued, joined, unreachable }) => {
    setChosen([]);
    const told = [
      t('mailFailures.done', { n: queued }),
      ...(joined > 0 ? [t('mailFailures.joined', { n: joined })] : []),
      ...(unreachable > 0 ? [t('mailFailures.unreachable', { n: unreachable })] : []),
    ].join(' ');
    void (unreachable > 0 ? message.warning(told, 8) : message.success(told, 6));
  });
  const resend = (body: { ids: string[] } | { cause: string }) =>
    send.mutate({ path: '/monitor/mail-failures/resend', body });
  const sendable = (items ?? []).filter(mayGo).map(({ id }) => id);
  const picked = chosen.filter((id) => sendable.includes(id));
  const ofCause = causes.find((one) => one.cause === cause)?.count ?? 0;
  const toggle = (id: string, on: boolean) => setChosen(on ? [...chosen, id] : chosen.filter((other) => other !== id));
  const choosing: Column<MailFailure> = {
    key: 'choose',
    title: t('mailFailures.choose'),
    width: 56,
    render: (row) =>
      mayGo(row) && (
        <Checkbox
          checked={picked.includes(row.id)}
          aria-label={t('mailFailures.chooseOne', { name: row.person.name, day: row.day })}
          onChange={(event) => toggle(row.id, event.target.checked)}
        />
      ),
  };
  const resendAll = (all: string) =>
    void modal.confirm({
      title: t('mailFailures.resendAllTitle', { n: ofCause }),
      content: t('mailFailures.resendAllText', { cause: t(`mailCause.${cause ?? 'OTHER'}`) }),
      okText: t('mailFailures.resend'),
      onOk: () => resend({ cause: all }),
    });
  return (
    <Section title={t('mailFailures.title')} id="mail">
      {(causes.length > 0 || cause !== null) && (
        <>
          <p className="muted">{t('mailFailures.lead')}</p>
          <div className="filters">
            <FilterSelect
              name={CAUSE}
              label={t('mailFailures.cause')}
              options={causes.map((one) => ({
                value: one.cause,
                label: `${t(`mailCause.${one.cause}`)} (${one.count})`,
              }))}
            />
            <div className="form-actions">
              {sendable.length > 0 && (
                <Checkbox
                  checked={picked.length === sendable.length}
                  indeterminate={picked.length > 0 && picked.length < sendable.length}
                  onChange={(event) => setChosen(event.target.checked ? sendable : [])}
                >
                  {t('mailFailures.chooseAll')}
                </Checkbox>
              )}
              <Button disabled={picked.length === 0} loading={send.isPending} onClick={() => resend({ ids: picked })}>
                {t('mailFailures.resendChosen', { n: picked.length })}
              </Button>
              {cause !== null && ofCause > 0 && (
                <Button loading={send.isPending} onClick={() => resendAll(cause)}>
                  {t('mailFailures.resendAll', { n: ofCause })}
                </Button>
              )}
            </div>
          </div>
        </>
      )}
      <Problem problem={send.error} />
      <Loaded query={{ data: items, error: list.error, refetch: list.refetch }}>
        {(rows) => (
          <DataTable
            label={t('mailFailures.title')}
            rows={rows}
            rowKey={(row) => row.id}
            empty={t(cause === null ? 'mailFailures.none' : 'mailFailures.noneOfCause')}
            columns={[
              ...(sendable.length > 0 ? [choosing] : []),
              {
                key: 'person',
                title: t('mailFailures.person'),
                head: true,
                render: (row) => (
                  <span className="two-lines">
                    <strong>{row.person.name}</strong>
                    <span className="muted">{row.address ?? t('mailFailures.noAddress')}</span>
                  </span>
                ),
              },
              {
                ...{ key: 'day', title: t('mailFailures.day'), width: 110 },
                render: (row) => <span className="day">{row.day}</span>,
              },
              { key: 'cause', title: t('mailFailures.cause'), render: (row) => <Cause row={row} /> },
              {
                ...{ key: 'tries', title: t('mailFailures.tries'), align: 'right', width: 90 },
                render: (row) => row.attempts,
              },
              {
                ...{ key: 'act', title: t('action.title'), width: 150 },
                render: (row) => <Act row={row} sending={send.isPending} onSend={() => resend({ ids: [row.id] })} />,
              },
            ]}
          />
        )}
      </Loaded>
      <MoreButton list={list} />
    </Section>
  );
}
