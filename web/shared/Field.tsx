import { type ReactNode, useId } from 'react';

interface Props {
  label: string;
  help?: ReactNode;
  error?: string | null;
  required?: boolean;
  children: (id: string) => ReactNode;
}

/** A control with its label above, its help and its fault below. */
export function Field({ label, help, error, required, children }: Props) {
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>
        {label}
        {required && (
          <span className="required" aria-hidden="true">
            {' *'}
          </span>
        )}
      </label>
      {children(id)}
      {help !== undefined && <div className="muted">{help}</div>}
      {error && (
        <div className="field-error" role="alert">
          {error}
        </div>
      )}
    </div>
  );
}
