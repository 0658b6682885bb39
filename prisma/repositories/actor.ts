import type { Day } from '../../domain/process/types.ts';
import type { PostKind } from '../generated/enums.ts';

/** Who acts, with the posts held on the business day: what every permission is asked of. */
export interface Actor {
  accountId: string;
  personId: string;
  personName: string;
  countyId: string;
  posts: { id: string; kind: PostKind; unitId: string | null }[];
  businessDay: Day;
}
