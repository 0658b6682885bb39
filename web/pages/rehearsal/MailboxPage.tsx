import { Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { channelFacts } from '../../../domain/channels/types.ts';
import { useList } from '../../data/hooks.ts';
import { queryString } from '../../data/query.ts';
import type { Mail } from '../../data/types.ts';
import { useWords } from '../../i18n/index.ts';
import { Field } from '../../shared/Field.tsx';
import { Loaded } from '../../shared/Loaded.tsx';
import { MoreButton } from '../../shared/MoreButton.tsx';
import { Page } from '../../shared/Page.tsx';

/** What the rehearsal's people would have found in their mail. */
export function MailboxPage() {
  const { t } = useTranslation();
  const words = useWords();
  const [search, setSearch] = useSearchParams();
  const [to, setTo] = useState(search.get('to') ?? '');
  const list = useList<Mail>(`/mailbox${queryString({ to: search.get('to') })}`);
  return (
    <Page title={t('mailbox.title')}>
      <p className="muted">{t('mailbox.lead')}</p>
      <form
        className="filters"
        onSubmit={(event) => {
          event.preventDefault();
          setSearch(to === '' ? {} : { to }, { replace: true });
        }}
      >
        <Field label={t('mailbox.to')}>
          {(id) => (
            <Input.Search
              id={id}
              allowClear
              value={to}
              enterButton={t('action.search')}
              onChange={(event) => setTo(event.target.value)}
              onSearch={(value) => setSearch(value === '' ? {} : { to: value }, { replace: true })}
            />
          )}
        </Field>
      </form>
      <Loaded query={{ data: list.items, error: list.error, refetch: list.refetch }}>
        {(mails) => (
          <>
            {mails.length === 0 && <p className="empty">{t('mailbox.empty')}</p>}
            <ul className="mails">
              {mails.map((mail) => (
                <li key={mail.id}>
                  <details>
                    <summary>
                      {mail.channel !== null && (
                        <span className="state state-open">{words(channelFacts[mail.channel].label)}</span>
                      )}
                      <strong>{mail.subject}</strong>
                      <span className="muted"> {mail.to.join('、')}</span>
                      <span className="muted day"> {mail.receivedAt.slice(0, 16).replace('T', ' ')}</span>
                    </summary>
                    <p className="muted">
                      {t('mailbox.from')} {mail.from} · {mail.messageId}
                    </p>
                    <pre className="mail-text">{mail.text}</pre>
                  </details>
                </li>
              ))}
            </ul>
            <MoreButton list={list} />
          </>
        )}
      </Loaded>
    </Page>
  );
}
