import type { ReactNode } from 'react';

interface Props {
  facts: { label: string; value: ReactNode }[];
}

/** Short facts as label and value, several in a row. */
export function Facts({ facts }: Props) {
  return (
    <dl className="facts">
      {facts.map((fact) => (
        <div key={fact.label}>
          <dt>{fact.label}</dt>
          <dd>{fact.value}</dd>
        </div>
      ))}
    </dl>
  );
}
