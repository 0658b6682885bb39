import { App, Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useGet } from '../../data/hooks.ts';
import { hasRole, useSession } from '../../data/session.tsx';
import type { TemplateList, TemplateSet } from '../../data/types.ts';
import { useWords } from '../../i18n/index.ts';
import { Loaded } from '../../shared/Loaded.tsx';
import { Page } from '../../shared/Page.tsx';
import { Section } from '../../shared/Section.tsx';
import { VersionTable } from '../../shared/VersionTable.tsx';
import { FormUpload } from './FormUpload.tsx';
import { TemplateEditor } from './TemplateEditor.tsx';

type Version = TemplateSet['versions'][number];

interface SetProps {
  set: TemplateSet;
  list: TemplateList;
  admin: boolean;
}

function Template({ set, list, admin }: SetProps) {
  const { t } = useTranslation();
  const words = useWords();
  const { message } = App.useApp();
  const [start, setStart] = useState<Version | null>(null);
  const [newest] = set.versions;
  if (!newest) return null;
  const why = start === null || start === newest ? '' : t('calendar.restored', { n: start.version });
  return (
    <Section
      title={`${words(set.label)} · ${set.series}〔…〕…号`}
      extra={
        admin &&
        start === null && (
          <Button
            aria-label={t('letterTemplates.editOne', { kind: words(set.label) })}
            onClick={() => setStart(newest)}
          >
            {t('action.edit')}
          </Button>
        )
      }
    >
      {start === null ? (
        <div className="letter" lang="zh-CN">
          <strong>{newest.title}</strong>
          {'\n'}
          {newest.text}
        </div>
      ) : (
        <TemplateEditor
          key={start.version}
          start={start}
          basedOn={newest.version}
          why={why}
          fields={list.fields}
          onClose={() => setStart(null)}
          onSaved={() => {
            setStart(null);
            void message.success(t('letterTemplates.saved'));
          }}
        />
      )}
      <FormUpload set={set} admin={admin} tags={list.formFields} />
      {set.versions.length > 1 && (
        <VersionTable
          label={`${words(set.label)} ${t('calendar.versions')}`}
          of={words(set.label)}
          versions={set.versions}
          onRestore={admin ? setStart : undefined}
        />
      )}
    </Section>
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
