import { api } from '../../data/api.ts';
import type { ItemFile } from '../../data/types.ts';
import type { FileStore } from '../../shared/form/FormFiles.tsx';

/** Where files of an item's form lie: with the item, until it was handed in. */
export function fileStore(itemId: string): FileStore {
  const path = `/work-items/${itemId}/files`;
  return {
    add: async (file) => {
      const body = new FormData();
      body.append('file', file);
      const { id, fileName } = await api.send<ItemFile>('POST', path, body);
      return { id, name: fileName, itemId };
    },
    remove: async (file) => {
      // What an earlier round handed in stays where it is; it is only not named any more.
      if (file.itemId === itemId) await api.send('DELETE', `${path}/${file.id}`, undefined);
    },
  };
}
