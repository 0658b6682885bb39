import { App, Button, Checkbox, Input } from 'antd';
import type { TFunction } from 'i18next';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate, useParams } from 'react-router';
import { useGet, useSend } from '../../data/hooks.ts';
import { hasRole, useSession } from '../../data/session.tsx';
import type { Leaving } from '../../data/types.ts';
import { DataTable } from '../../shared/DataTable.tsx';
import { DayInput } from '../../shared/DayInput.tsx';
import { Facts } from '../../shared/Facts.tsx';
import { Field } from '../../shared/Field.tsx';
import { Loaded } from '../../shared/Loaded.tsx';
import { postName } from '../../shared/Names.tsx';
import { Page } from '../../shared/Page.tsx';
import { PartySelect } from '../../shared/PartySelect.tsx';
import { Problem } from '../../shared/Problem.tsx';
import { Section } from '../../shared/Section.tsx';

/** A post stays vacant on purpose. */
const VACANT = 'VACANT';
type Choice = Readonly<Record<string, string | null>>;

/** What waits, without what there is none of. */
function loadInWords(t: TFunction, load: Leaving['posts'][number]['load']): string {
  const parts = (Object.keys(load) as (keyof typeof load)[]).filter((key) => load[key] > 0);
  return (
    parts.map((key) => t(`leaving.loads.${key}`, { n: load[key] })).join(t('leaving.comma')) || t('leaving.nothing')
  );
}

function LeaveForm({ left }: { left: Leaving }) {
  const { t } = useTranslation();
  const { user } = useSession();
  const admin = hasRole(user, 'ADMIN');
  const office = hasRole(user, 'OFFICE');
  const name = ({ unitName, title }: Leaving['posts'][number]) => postName(unitName, title);
  const { message } = App.useApp();
  const navigate = useNavigate();
  const [following, setFollowing] = useState<Choice>({});
  const [responsiblePerson, setResponsible] = useState('');
  const [closeAccount, setClose] = useState(false);
  const [reason, setReason] = useState('');
  const send = useSend(() => {
    void message.success(t('leaving.done', { name: left.person.name }));
    void navigate('/organisation/people');
  });
  const undecided = left.posts.some((post) => post.waiting > 0 && !following[post.postId]);
  const body = () => ({
    ...{ lastDay: left.lastDay, reason, closeAccount },
    ...(responsiblePerson.trim() ? { responsiblePerson: responsiblePerson.trim() } : {}),
    following: Object.entries(following).flatMap(([postId, choice]) =>
      choice === null ? [] : [{ postId, personId: choice === VACANT ? null : choice }],
    ),
  });
  const vacant = [{ label: t('leaving.otherwise'), options: [{ value: VACANT, label: t('leaving.vacant') }] }];
  return (
    <>
      <Facts
        facts={[
          { label: t('leaving.responsibleFor'), value: left.responsibleFor },
          { label: t('leaving.delegations'), value: left.delegations },
          { label: t('leaving.account'), value: t(left.hasAccount ? 'org.active' : 'leaving.noAccount') },
        ]}
      />
      <Section title={t('leaving.posts')}>
        <DataTable
          label={t('leaving.posts')}
          rows={left.posts}
          rowKey={(row) => row.postId}
          empty={t('leaving.noPosts')}
          columns={[
            {
              key: 'post',
              title: t('delegation.post'),
              head: true,
              render: (row) => (
                <>
                  {office ? <Link to={`/handover/${row.postId}`}>{name(row)}</Link> : name(row)}
                  {row.fromDay > left.lastDay && <p className="needs">{t('leaving.notBegun', { day: row.fromDay })}</p>}
                </>
              ),
            },
            {
              key: 'load',
              title: t('leaving.load'),
              render: (row) => loadInWords(t, row.load),
            },
            {
              key: 'others',
              title: t('leaving.others'),
              render: (row) => (
                <>
                  {row.others.join('、') || <span className="needs">{t('leaving.nobody')}</span>}
                  {row.later && <p className="muted">{t('leaving.later', row.later)}</p>}
                </>
              ),
            },
            {
              key: 'next',
              title: t('leaving.next'),
              width: 280,
              render: (row) =>
                admin && (
                  <PartySelect
                    aria-label={`${t('leaving.next')} ${row.title}`}
                    className="wide-control"
                    noun="people"
                    allowClear
                    first={vacant}
                    value={following[row.postId] ?? null}
                    onChange={(personId) => setFollowing({ ...following, [row.postId]: personId })}
                  />
                ),
            },
          ]}
        />
      </Section>
      {admin && (
        <div className="narrow-form">
          {left.responsibleFor > 0 && (
            <Field label={t('leaving.responsible')} help={t('leaving.responsibleHelp')}>
              {(id) => (
                <Input
                  id={id}
                  maxLength={60}
                  value={responsiblePerson}
                  onChange={(event) => setResponsible(event.target.value)}
                />
              )}
            </Field>
          )}
          {left.hasAccount && left.lastDay >= user.businessDate && <p className="muted">{t('leaving.accountLater')}</p>}
          {left.hasAccount && left.lastDay < user.businessDate && (
            <Checkbox checked={closeAccount} onChange={(event) => setClose(event.target.checked)}>
              {t('leaving.closeAccount')}
            </Checkbox>
          )}
          <Field label={t('delegation.reason')} required>
            {(id) => (
              <Input id={id} maxLength={200} value={reason} onChange={(event) => setReason(event.target.value)} />
            )}
          </Field>
          <Problem problem={send.error} />
          <Button
            type="primary"
            disabled={undecided || reason.trim() === ''}
            loading={send.isPending}
            onClick={() => send.mutate({ path: `/people/${left.person.id}/leave`, body: body() })}
          >
            {t('leaving.leave')}
          </Button>
          {undecided && <p className="needs">{t('leaving.undecided')}</p>}
        </div>
      )}
    </>
  );
}

/** What a person who leaves would leave to nobody, and who follows. */
export function LeavingPage() {
  const { t } = useTranslation();
  const { id = '' } = useParams();
  const { user } = useSession();
  const [lastDay, setLastDay] = useState<string | null>(user.businessDate);
  const query = useGet<Leaving>(lastDay === null ? null : `/people/${id}/leaving?lastDay=${lastDay}`);
  return (
    <Page
      title={t('leaving.title', { name: query.data?.person.name ?? '' })}
      trail={<Link to="/organisation/people">{t('org.people')}</Link>}
    >
      <p className="muted">{t('leaving.lead')}</p>
      <div className="narrow-form">
        <Field label={t('leaving.lastDay')} required>
          {(fieldId) => <DayInput id={fieldId} value={lastDay} onChange={setLastDay} />}
        </Field>
      </div>
      <Loaded query={query}>{(left) => <LeaveForm key={left.lastDay} left={left} />}</Loaded>
    </Page>
  );
}
