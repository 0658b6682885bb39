import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { useGet, useSend } from '../../data/hooks.ts';
import type { Letter } from '../../data/types.ts';
import { Facts } from '../../shared/Facts.tsx';
import { Loaded } from '../../shared/Loaded.tsx';
import { Page } from '../../shared/Page.tsx';
import { Problem } from '../../shared/Problem.tsx';

/** A letter with its text as sent. */
export function LetterPage() {
  const { t } = useTranslation();
  const { id } = useParams();
  const query = useGet<Letter>(`/letters/${id}`);
  const send = useSend();
  return (
    <Page
      title={query.data?.title ?? t('letter.title')}
      trail={<Link to="/letters">← {t('letter.listTitle')}</Link>}
      actions={
        <>
          <Button href={`/api/letters/${id}/file?format=pdf`}>{t('letter.pdf')}</Button>
          <Button href={`/api/letters/${id}/file?format=docx`}>{t('letter.word')}</Button>
          <Button onClick={() => window.print()}>{t('action.print')}</Button>
        </>
      }
    >
      <Loaded query={query}>
        {(letter) => (
          <>
            <Facts
              facts={[
                { label: t('letter.number'), value: letter.number ?? t('letter.noNumber') },
                { label: t('item.state'), value: t(`letterState.${letter.state}`) },
                { label: t('item.unit'), value: letter.unit?.name ?? '—' },
                { label: t('letter.draftedOn'), value: <span className="day">{letter.draftedOn}</span> },
                { label: t('letter.signedOn'), value: <span className="day">{letter.signedOn ?? '—'}</span> },
                { label: t('letter.signedBy'), value: letter.signedBy?.name ?? '—' },
              ]}
            />
            <Problem problem={send.error} />
            {letter.can.sign && (
              <Button
                type="primary"
                className="gap"
                loading={send.isPending}
                onClick={() => send.mutate({ path: '/letters/sign', body: { ids: [letter.id] } })}
              >
                {t('letter.signOne')}
              </Button>
            )}
            <div className="letter" lang="zh-CN">
              {letter.text}
            </div>
          </>
        )}
      </Loaded>
    </Page>
  );
}
