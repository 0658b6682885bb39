import { useTranslation } from 'react-i18next';
import type { Dictionary } from './zh.ts';

type LabelGroup = 'role' | 'unitKind' | 'escalationState' | 'planState' | 'clauseKind';

/** The word for a code of the API; a code that the dictionary does not know is shown as it is. */
export function useLabel(): (group: LabelGroup & keyof Dictionary, code: string) => string {
  const { i18n } = useTranslation();
  return (group, code) => {
    const found: unknown = i18n.getResource(i18n.language, 'translation', `${group}.${code}`);
    return typeof found === 'string' ? found : code;
  };
}
