import { App, Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { MailTemplateSet } from '../../data/types.ts';
import { Section } from '../../shared/Section.tsx';
import { VersionTable } from '../../shared/VersionTable.tsx';
import { MailTemplateEditor } from './MailTemplateEditor.tsx';

type Version = MailTemplateSet['versions'][number];

interface Props {
  set: MailTemplateSet;
  admin: boolean;
}

/** The words of the digest in one language, with what they were before. */
export function MailTemplatePart({ set, admin }: Props) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const [start, setStart] = useState<Version | null>(null);
  const [newest] = set.versions;
  if (!newest) return null;
  const title = t(`noticeSettings.template.${set.language}`);
  return (
    <Section
      title={title}
      extra={
        admin &&
        start === null && (
          <Button aria-label={`${t('action.edit')} ${title}`} onClick={() => setStart(newest)}>
            {t('action.edit')}
          </Button>
        )
      }
    >
      {start === null ? (
        <div className="letter" lang={set.language === 'zh' ? 'zh-CN' : 'en'}>
          <strong>{newest.subject}</strong>
          {`\n\n${newest.intro}\n\n${t('noticeSettings.listHere')}\n\n${newest.closing}\n\n--\n${newest.footer}`}
        </div>
      ) : (
        <MailTemplateEditor
          key={start.version}
          start={start}
          basedOn={newest.version}
          why={why(start, newest, t('calendar.restored', { n: start.version }), t('noticeSettings.reset'))}
          fields={set.fields}
          onClose={() => setStart(null)}
          onSaved={() => {
            setStart(null);
            void message.success(t('noticeSettings.templateSaved'));
          }}
        />
      )}
      {set.versions.length > 1 && (
        <VersionTable
          label={`${title} ${t('calendar.versions')}`}
          of={title}
          versions={set.versions}
          onRestore={admin ? setStart : undefined}
        />
      )}
    </Section>
  );
}

/** The ground that is proposed for taking up an older version. */
function why(start: Version, newest: Version, restored: string, reset: string): string {
  if (start === newest) return '';
  return start.version === 0 ? reset : restored;
}
