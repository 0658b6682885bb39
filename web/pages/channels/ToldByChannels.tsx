import { useTranslation } from 'react-i18next';
import { channelFacts } from '../../../domain/channels/types.ts';
import { rungLabelOf } from '../../../domain/ladder/labels.ts';
import { useGet } from '../../data/hooks.ts';
import { queryString } from '../../data/query.ts';
import type { ChannelDeliveries } from '../../data/types.ts';
import { useWords } from '../../i18n/index.ts';
import { DataTable } from '../../shared/DataTable.tsx';
import { Section } from '../../shared/Section.tsx';
import { MessageState } from './MessageState.tsx';

interface Props {
  workItemId: string;
  escalationId?: string;
}

/** By which channels beside mail people were told of an item; nothing where none was used. */
export function ToldByChannels({ workItemId, escalationId }: Props) {
  const { t } = useTranslation();
  const words = useWords();
  const { data } = useGet<ChannelDeliveries>(`/channel-deliveries${queryString({ workItemId, escalationId })}`);
  if (!data || data.items.length === 0) return null;
  return (
    <Section title={`${t('channels.byChannels')} (${data.items.length})`}>
      <DataTable
        label={t('channels.byChannels')}
        rows={data.items}
        rowKey={(row) => row.id}
        empty=""
        columns={[
          { key: 'told', title: t('channels.told'), head: true, render: (row) => row.told ?? '—' },
          {
            key: 'channel',
            title: t('channels.name'),
            render: (row) => (
              <span className="two-lines">
                <span>{row.channelName}</span>
                <span className="muted">{words(channelFacts[row.channelKind].label)}</span>
              </span>
            ),
          },
          { key: 'rung', title: t('ladders.rung'), render: (row) => words(rungLabelOf(row.rung)) },
          { key: 'day', title: t('channels.day'), width: 110, render: (row) => <span className="day">{row.day}</span> },
          {
            key: 'state',
            title: t('channels.outcome'),
            render: (row) => <MessageState state={row.state} answer={row.answer} />,
          },
        ]}
      />
    </Section>
  );
}
