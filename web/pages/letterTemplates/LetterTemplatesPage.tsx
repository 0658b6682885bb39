import { useTranslation } from 'react-i18next';
import { useGet } from '../../data/hooks.ts';
import { hasRole, useSession } from '../../data/session.tsx';
import type { TemplateList, TemplateSet } from '../../data/types.ts';
import { useWords } from '../../i18n/index.ts';
import { Loaded } from '../../shared/Loaded.tsx';
import { Page } from '../../shared/Page.tsx';
import { TemplateText } from '../../shared/TemplateText.tsx';
import { VersionedSection } from '../../shared/VersionedSection.tsx';
import { FormUpload } from './FormUpload.tsx';
import { TemplateEditor } from './TemplateEditor.tsx';

interface SetProps {
  set: TemplateSet;
  list: TemplateList;
  admin: boolean;
}

function Template({ set, list, admin }: SetProps) {
  const { t } = useTranslation();
  const words = useWords();
  return (
    <VersionedSection
      title={`${words(set.label)} · ${set.series}〔…〕…号`}
      of={words(set.label)}
      versions={set.versions}
      admin={admin}
      saved={t('letterTemplates.saved')}
      show={({ title, text }) => (
        <div className="letter" lang="zh-CN">
          <strong>
            <TemplateText template={title} />
          </strong>
          {'\n'}
          <TemplateText template={text} />
        </div>
      )}
      edit={(edit) => <TemplateEditor key={edit.start.version} edit={edit} fields={list.fields} />}
    >
      <FormUpload set={set} admin={admin} tags={list.formFields} />
    </VersionedSection>
  );
}

/** Templates of letters: what is drafted says what stands here, filled with the facts of the item. */
export function LetterTemplatesPage() {
  const { t } = useTranslation();
  const { user } = useSession();
  const query = useGet<TemplateList>('/letter-templates');
  return (
    <Page title={t('letterTemplates.title')}>
      <p>{t('letterTemplates.lead')}</p>
      <Loaded query={query}>
        {(list) => (
          <>
            {list.items.map((set) => (
              <Template key={set.kind} set={set} list={list} admin={hasRole(user, 'ADMIN')} />
            ))}
          </>
        )}
      </Loaded>
    </Page>
  );
}
