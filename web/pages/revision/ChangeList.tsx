import { Checkbox } from 'antd';
import { useTranslation } from 'react-i18next';
import type { RevisionChange } from '../../data/types.ts';
import { useWords } from '../../i18n/index.ts';

interface Props {
  changes: RevisionChange[];
  accepted: ReadonlySet<string>;
  onToggle: (id: string, accepted: boolean) => void;
  /** The measure that they are about. */
  about?: string;
}

const roles = ['LEAD', 'RESPONSIBLE', 'SUPPORTING'] as const;

/** Units come as ROLE:name. */
function useShown() {
  const { t } = useTranslation();
  return (text: string): string => {
    const role = roles.find((one) => text.startsWith(`${one}:`));
    return role === undefined ? text : `${t(`assignmentRole.${role}`)} ${text.slice(role.length + 1)}`;
  };
}

function Values({ field, values }: { field: RevisionChange['field']; values: string[] }) {
  const shown = useShown();
  if (values.length === 0 || values.every((value) => value === '')) return <span className="muted">—</span>;
  if (field !== 'text') return <span lang="zh-CN">{values.map(shown).join('、')}</span>;
  return (
    <blockquote className="passage" lang="zh-CN">
      {values.join('\n')}
    </blockquote>
  );
}

/** Before and after of each change, with the tick that takes it over. */
export function ChangeList({ changes, accepted, onToggle, about }: Props) {
  const { t } = useTranslation();
  const words = useWords();
  return (
    <ul className="change-list">
      {changes.map((change) => {
        const { id, field, before, after, blocked } = change;
        const label = t(`revision.fields.${field}`);
        return (
          <li key={id}>
            {field === 'text' ? (
              <details>
                <summary>{t('revision.textChanged')}</summary>
                <p className="muted">{t('revision.before')}</p>
                <Values field={field} values={before} />
                <p className="muted">{t('revision.after')}</p>
                <Values field={field} values={after} />
              </details>
            ) : (
              <Checkbox
                aria-label={about === undefined ? label : `${about} ${label}`}
                checked={accepted.has(id)}
                disabled={blocked !== null}
                onChange={(event) => onToggle(id, event.target.checked)}
              >
                <strong>{label}</strong>
                {'：'}
                {field !== 'added' && (
                  <>
                    <del>
                      <Values field={field} values={before} />
                    </del>{' '}
                  </>
                )}
                {field !== 'withdrawn' && field !== 'added' && '→ '}
                {field !== 'withdrawn' && <Values field={field} values={after} />}
              </Checkbox>
            )}
            {blocked !== null && <div className="needs">{words(blocked)}</div>}
          </li>
        );
      })}
    </ul>
  );
}
