import { useTranslation } from 'react-i18next';
import type { MailTemplateSet } from '../../data/types.ts';
import { TemplateText } from '../../shared/TemplateText.tsx';
import { VersionedSection } from '../../shared/VersionedSection.tsx';
import { MailTemplateEditor } from './MailTemplateEditor.tsx';

interface Props {
  set: MailTemplateSet;
  admin: boolean;
}

/** The words of the digest in one language, with what they were before. */
export function MailTemplatePart({ set, admin }: Props) {
  const { t } = useTranslation();
  return (
    <VersionedSection
      title={t(`noticeSettings.template.${set.language}`)}
      versions={set.versions}
      admin={admin}
      saved={t('noticeSettings.templateSaved')}
      reset={t('noticeSettings.reset')}
      show={({ subject, intro, closing, footer }) => (
        <div className="letter" lang={set.language === 'zh' ? 'zh-CN' : 'en'}>
          <strong>
            <TemplateText template={subject} />
          </strong>
          <TemplateText template={`\n\n${intro}\n\n${t('noticeSettings.listHere')}\n\n${closing}\n\n--\n${footer}`} />
        </div>
      )}
      edit={(edit) => <MailTemplateEditor key={edit.start.version} edit={edit} fields={set.fields} />}
    />
  );
}
