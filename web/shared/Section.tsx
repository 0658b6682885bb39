import { type ReactNode, useId } from 'react';

interface Props {
  title: ReactNode;
  extra?: ReactNode;
  children: ReactNode;
  id?: string;
}

export function Section({ title, extra, children, id }: Props) {
  const headingId = useId();
  return (
    <section className="section" aria-labelledby={headingId} id={id}>
      <div className="section-head">
        <h2 id={headingId}>{title}</h2>
        {extra}
      </div>
      {children}
    </section>
  );
}
