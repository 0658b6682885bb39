import type { Key, ReactNode } from 'react';
import { useWide } from './useWide.ts';

export interface Column<T> {
  key: string;
  title: string;
  render: (row: T) => ReactNode;
  /** Numbers stand right. */
  align?: 'right';
  width?: number;
  /** The column that heads the card on a narrow screen. */
  head?: boolean;
}

interface Props<T> {
  /** Says what the table lists, for those who hear it. */
  label: string;
  columns: Column<T>[];
  rows: T[];
  rowKey: (row: T) => Key;
  /** What to read, and to do next, where there is nothing. */
  empty: ReactNode;
  rowClass?: (row: T) => string | undefined;
}

const isNothing = (value: ReactNode): boolean =>
  value === null || value === undefined || value === false || value === '';

function Cards<T>({ label, columns, rows, rowKey, rowClass }: Omit<Props<T>, 'empty'>) {
  return (
    <ul className="cards" aria-label={label}>
      {rows.map((row) => (
        <li key={rowKey(row)} className={rowClass?.(row)}>
          {columns
            .filter((column) => column.head)
            .map((column) => (
              <div key={column.key} className="card-head">
                {column.render(row)}
              </div>
            ))}
          <dl>
            {columns
              .filter((column) => !column.head)
              .map((column) => ({ ...column, value: column.render(row) }))
              .filter(({ value }) => !isNothing(value))
              .map(({ key, title, value }) => (
                <div key={key}>
                  <dt>{title}</dt>
                  <dd>{value}</dd>
                </div>
              ))}
          </dl>
        </li>
      ))}
    </ul>
  );
}

/** Rows as a table where it fits, as cards on a narrow screen. */
export function DataTable<T>(props: Props<T>) {
  const wide = useWide();
  const { label, columns, rows, rowKey, empty, rowClass } = props;
  if (rows.length === 0) return <div className="empty">{empty}</div>;
  if (!wide) return <Cards {...props} />;
  return (
    <div className="table-frame">
      <table className="table" aria-label={label}>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column.key} scope="col" className={column.align} style={{ width: column.width }}>
                {column.title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={rowKey(row)} className={rowClass?.(row)}>
              {columns.map((column) => (
                <td key={column.key} className={column.align}>
                  {column.render(row)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
