import { day } from '../common/schema.ts';
import { z } from '../zod.ts';

/** `postId`: whose instruction it is; left out, the caller's own as a leader. */
export const instructionBody = z.object({
  postId: z.string().min(1).max(100).optional(),
  text: z.string().trim().min(1).max(2000),
  deadlineOn: day,
});

/** Leaders for whom the caller may enter an instruction about the measure. */
export const instructors = z
  .object({ items: z.array(z.object({ postId: z.string(), title: z.string(), personName: z.string() })) })
  .openapi('Instructors');
export type Instructors = z.infer<typeof instructors>;
