import { useTranslation } from 'react-i18next';
import type { Passage } from '../../data/types.ts';

export function Passages({ path, passages }: { path: string[]; passages: Passage[] }) {
  const { t } = useTranslation();
  return (
    <>
      {path.length > 0 && <p className="muted">{path.join(' › ')}</p>}
      {passages.length === 0 && <p className="empty">{t('measure.noPassage')}</p>}
      {passages.map((passage) => (
        <blockquote key={passage.start} lang="zh-CN" className="passage">
          {passage.text}
        </blockquote>
      ))}
    </>
  );
}
