import { useState } from 'react';

/** Which rows of a list are chosen. */
export interface Chosen {
  ids: ReadonlySet<string>;
  toggle: (id: string) => void;
}

export function useChosen() {
  const [ids, setIds] = useState<ReadonlySet<string>>(new Set());
  return {
    ids,
    toggle: (id: string) => setIds(new Set(ids.has(id) ? [...ids].filter((one) => one !== id) : [...ids, id])),
    choose: (chosen: string[]) => setIds(new Set(chosen)),
    forget: () => setIds(new Set()),
  };
}
