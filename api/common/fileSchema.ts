import { z } from '../zod.ts';

/** A file that was handed in with an item; `size` in bytes, `sha256` of its bytes. */
export const itemFile = z
  .object({
    id: z.string(),
    fileName: z.string(),
    size: z.number().int(),
    sha256: z.string(),
    addedBy: z.string(),
    addedOn: z.string(),
  })
  .openapi('ItemFile');
export type ItemFile = z.infer<typeof itemFile>;
