import { useTranslation } from 'react-i18next';
import { useGet } from '../../data/hooks.ts';
import { hasRole, useSession } from '../../data/session.tsx';
import type { MailTemplateList, NoticeRules } from '../../data/types.ts';
import { Loaded } from '../../shared/Loaded.tsx';
import { Page } from '../../shared/Page.tsx';
import { MailTemplatePart } from './MailTemplatePart.tsx';
import { RulesPart } from './RulesPart.tsx';

/** 消息设置: how and when people are told, and the words of their mail. */
export function NoticeSettingsPage() {
  const { t } = useTranslation();
  const { user } = useSession();
  const admin = hasRole(user, 'ADMIN');
  const rules = useGet<NoticeRules>('/notice-rules');
  const templates = useGet<MailTemplateList>('/mail-templates');
  return (
    <Page title={t('noticeSettings.title')}>
      <p>{t('noticeSettings.lead')}</p>
      <Loaded query={rules}>{(loaded) => <RulesPart rules={loaded} admin={admin} />}</Loaded>
      <Loaded query={templates}>
        {(list) => (
          <>
            {list.items.map((set) => (
              <MailTemplatePart key={set.language} set={set} admin={admin} />
            ))}
          </>
        )}
      </Loaded>
    </Page>
  );
}
