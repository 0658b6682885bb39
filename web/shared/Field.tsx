import { type ReactNode, useId } from 'react';

interface Props {
  label: string;
  help?: ReactNode;
  error?: string | null;
  required?: boolean;
  /** The control has many parts: the label names all of them together. */
  group?: boolean;
  children: (id: string) => ReactNode;
}

/** The id of what stands below a control where it is wrong, for `aria-describedby`. */
export const faultId = (id: string): string => `${id}-fault`;

/** Marks a control with which something is wrong, for eyes and for readers. */
export function marksOf(faultId: string | undefined) {
  return faultId === undefined ? {} : { status: 'error' as const, 'aria-invalid': true, 'aria-describedby': faultId };
}

/** A control with its label above, its help and its fault below. */
export function Field({ label, help, error, required, group = false, children }: Props) {
  const id = useId();
  const text = (
    <>
      {label}
      {required && (
        <span className="required" aria-hidden="true">
          {' *'}
        </span>
      )}
    </>
  );
  const Box = group ? 'fieldset' : 'div';
  return (
    <Box className="field">
      {group ? <legend>{text}</legend> : <label htmlFor={id}>{text}</label>}
      {children(id)}
      {help !== undefined && <div className="muted">{help}</div>}
      {error && (
        <div id={faultId(id)} className="field-error" role="alert">
          {error}
        </div>
      )}
    </Box>
  );
}
