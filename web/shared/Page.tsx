import { type ReactNode, useEffect } from 'react';
import { useTranslation } from 'react-i18next';

interface Props {
  title: string;
  /** Where this page stands, above the heading: links back. */
  trail?: ReactNode;
  actions?: ReactNode;
  children: ReactNode;
}

/** The frame of every page: one h1, the window's title, actions at its right. */
export function Page({ title, trail, actions, children }: Props) {
  const { t } = useTranslation();
  useEffect(() => {
    document.title = `${title} · ${t('app.name')}`;
  }, [title, t]);
  return (
    <div className="page">
      {trail !== undefined && <div className="trail">{trail}</div>}
      <div className="page-head">
        <h1>{title}</h1>
        {actions !== undefined && <div className="actions">{actions}</div>}
      </div>
      {children}
    </div>
  );
}
