import { useTranslation } from 'react-i18next';
import type { WorkItemState } from '../data/types.ts';

export function StateTag({ state }: { state: WorkItemState }) {
  const { t } = useTranslation();
  return <span className={`state state-${state.toLowerCase()}`}>{t(`state.${state}`)}</span>;
}
