import dayjs from 'dayjs';
import { useTranslation } from 'react-i18next';
import { useGet } from '../../data/hooks.ts';
import { queryString } from '../../data/query.ts';
import { useSession } from '../../data/session.tsx';
import type { Deliveries, Delivery } from '../../data/types.ts';
import { useWords } from '../../i18n/index.ts';
import { DataTable } from '../../shared/DataTable.tsx';
import { Section } from '../../shared/Section.tsx';

const FAILED: ReadonlySet<Delivery['state']> = new Set(['REFUSED', 'BOUNCED', 'UNDELIVERABLE']);
/** Reasons of ours, which the state beside them says in words. */
const OUR_OWN: ReadonlySet<string> = new Set(['NO_ADDRESS', 'ADDRESS_FAILED']);

function Mail({ delivery }: { delivery: Delivery }) {
  const { t } = useTranslation();
  const { user } = useSession();
  // In a rehearsal the hour belongs to another time than the day.
  const sentAt = user.mode === 'rehearsal' ? null : delivery.sentAt;
  const failed = FAILED.has(delivery.state);
  return (
    <span className="two-lines">
      <span className={failed ? 'left left-over' : undefined}>
        {t(`noticeState.${delivery.state}`)}
        {sentAt !== null && <span className="day"> {dayjs(sentAt).format('YYYY-MM-DD HH:mm')}</span>}
      </span>
      <span className="muted">
        {delivery.address ?? t('inbox.noAddress')}
        {failed && delivery.error !== null && !OUR_OWN.has(delivery.error) && ` · ${delivery.error}`}
      </span>
    </span>
  );
}

interface Props {
  about: { workItemId: string } | { escalationId: string };
}

/** Who was told of an item or an escalation, when, and whether it arrived; nothing where nobody was. */
export function DeliveryList({ about }: Props) {
  const { t } = useTranslation();
  const words = useWords();
  const { data } = useGet<Deliveries>(`/notices${queryString(about)}`);
  if (!data || data.items.length === 0) return null;
  return (
    <Section title={`${t('inbox.deliveries')} (${data.items.length})`}>
      <DataTable<Delivery>
        label={t('inbox.deliveries')}
        rows={data.items}
        rowKey={(row) => row.id}
        empty=""
        columns={[
          {
            key: 'who',
            title: t('inbox.who'),
            head: true,
            render: (row) => (
              <span className="two-lines">
                <span>{row.personName}</span>
                <span className="muted">{words(row.reason)}</span>
              </span>
            ),
          },
          { key: 'what', title: t('inbox.notice'), render: (row) => words(row.label) },
          { key: 'day', title: t('inbox.day'), width: 110, render: (row) => <span className="day">{row.day}</span> },
          { key: 'mail', title: t('inbox.mail'), render: (row) => <Mail delivery={row} /> },
          {
            key: 'opened',
            title: t('inbox.opened'),
            width: 110,
            render: (row) => <span className="day">{row.openedOn ?? '—'}</span>,
          },
        ]}
      />
    </Section>
  );
}
