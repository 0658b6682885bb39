import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { useGet } from '../../data/hooks.ts';
import { useSession } from '../../data/session.tsx';
import type { Handover } from '../../data/types.ts';
import { useWords } from '../../i18n/index.ts';
import { DataTable } from '../../shared/DataTable.tsx';
import { Facts } from '../../shared/Facts.tsx';
import { Loaded } from '../../shared/Loaded.tsx';
import { nameOf, postName } from '../../shared/Names.tsx';
import { Page } from '../../shared/Page.tsx';
import { Section } from '../../shared/Section.tsx';
import { saveFile } from '../../shared/saveFile.ts';
import { dayCell, xlsxOf } from '../../shared/xlsx.ts';

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** What is open of a post and goes over to whoever follows: on paper, or as a workbook. */
export function HandoverPage() {
  const { t } = useTranslation();
  const words = useWords();
  const { user } = useSession();
  const { id = '' } = useParams();
  const query = useGet<Handover>(`/posts/${id}/handover`);
  const talkDay = ({ at, place, heldOn }: Handover['talks'][number]) => heldOn ?? [at, place].filter(Boolean).join(' ');
  const save = async ({ post, items, approvals, talks }: Handover) => {
    const book = await xlsxOf([
      {
        name: t('handover.items'),
        head: [t('handover.what'), t('handover.measure'), t('handover.plan'), t('handover.dueOn'), t('handover.asked')],
        rows: items.map((row) => [
          ...[words(row.kindLabel), row.measureTitle ?? '', row.planTitle ?? '', dayCell(row.dueOn), row.asked ?? ''],
        ]),
      },
      {
        name: t('handover.approvals'),
        head: [t('handover.what'), t('item.unit'), t('handover.measure'), t('handover.reachedOn')],
        rows: approvals.map((row) => [
          ...[words(row.label), row.unitName ?? '', row.measureTitle ?? '', dayCell(row.since)],
        ]),
      },
      {
        name: t('handover.talks'),
        head: [t('handover.stage'), t('item.unit'), t('handover.measure'), t('handover.talkDay')],
        rows: talks.map((row) => [
          ...[t(`talk.stages.${row.stage}`), row.unitName ?? '', row.measureTitle ?? '', talkDay(row)],
        ]),
      },
    ]);
    saveFile(`${t('handover.title')} ${post.title} ${user.businessDate}.xlsx`, book, XLSX);
  };
  return (
    <Page
      title={t('handover.title')}
      actions={
        query.data && (
          <>
            <Button onClick={() => window.print()}>{t('handover.print')}</Button>
            <Button onClick={() => void (query.data && save(query.data))}>{t('handover.save')}</Button>
          </>
        )
      }
    >
      <Loaded query={query}>
        {({ post, items, approvals, talks }) => (
          <>
            <Facts
              facts={[
                { label: t('delegation.post'), value: postName(post.unit?.name, post.title) },
                { label: t('handover.holder'), value: nameOf(post.holder) || t('org.vacant') },
                { label: t('handover.asOf'), value: <span className="day">{user.businessDate}</span> },
                { label: t('handover.items'), value: items.length },
              ]}
            />
            <Section title={t('handover.items')}>
              <DataTable
                label={t('handover.items')}
                rows={items}
                rowKey={(row) => row.id}
                empty={t('handover.none')}
                columns={[
                  {
                    key: 'what',
                    title: t('handover.what'),
                    head: true,
                    render: (row) => <Link to={`/items/${row.id}`}>{words(row.kindLabel)}</Link>,
                  },
                  { key: 'measure', title: t('handover.measure'), render: (row) => row.measureTitle ?? '—' },
                  { key: 'plan', title: t('handover.plan'), render: (row) => row.planTitle ?? '—' },
                  {
                    key: 'due',
                    title: t('handover.dueOn'),
                    width: 120,
                    render: (row) => <span className="day">{row.dueOn ?? '—'}</span>,
                  },
                  { key: 'asked', title: t('handover.asked'), render: (row) => row.asked ?? '' },
                ]}
              />
            </Section>
            {approvals.length > 0 && (
              <Section title={t('handover.approvals')}>
                <DataTable
                  label={t('handover.approvals')}
                  rows={approvals}
                  rowKey={(row) => row.id}
                  empty={t('handover.none')}
                  columns={[
                    {
                      key: 'what',
                      title: t('handover.what'),
                      head: true,
                      render: (row) => <Link to={`/${row.of}/${row.id}`}>{words(row.label)}</Link>,
                    },
                    { key: 'unit', title: t('item.unit'), render: (row) => row.unitName ?? '—' },
                    { key: 'measure', title: t('handover.measure'), render: (row) => row.measureTitle ?? '—' },
                    {
                      key: 'on',
                      title: t('handover.reachedOn'),
                      render: (row) => <span className="day">{row.since}</span>,
                    },
                  ]}
                />
              </Section>
            )}
            {talks.length > 0 && (
              <Section title={t('handover.talks')}>
                <DataTable
                  label={t('handover.talks')}
                  rows={talks}
                  rowKey={(row) => row.id}
                  empty={t('handover.none')}
                  columns={[
                    {
                      key: 'stage',
                      title: t('handover.stage'),
                      head: true,
                      render: (row) => <Link to={`/escalations/${row.id}`}>{t(`talk.stages.${row.stage}`)}</Link>,
                    },
                    { key: 'unit', title: t('item.unit'), render: (row) => row.unitName ?? '—' },
                    { key: 'measure', title: t('handover.measure'), render: (row) => row.measureTitle ?? '—' },
                    { key: 'day', title: t('handover.talkDay'), render: (row) => talkDay(row) || '—' },
                  ]}
                />
              </Section>
            )}
            <p className="muted">{t('handover.signatures')}</p>
          </>
        )}
      </Loaded>
    </Page>
  );
}
