/** Terms and limits that each county sets in its own rules of supervision 督查制度; days are working days. */
export interface CountyLimits {
  /** Within which a unit objects 异议 to a letter or a rung, from the day on which it reached the unit. */
  objectWithin: number;
  /** Within which an objection is decided 复核. */
  objectionDecidedWithin: number;
  /** Extensions 延期 that one obligation is granted at most. */
  extensionsAtMost: number;
  /** Within which a request for an extension is decided. */
  extensionDecidedWithin: number;
  /** Between two urgings 催办 of one item by hand. */
  urgedEvery: number;
  /** In which what was returned 退回 is handed in again, where the reviewer sets no day. */
  returnedWithin: number;
  /** Points, not days: with fewer a measure's year goes to rectification 整改. */
  passScore: number;
  /** Overdue from which any item turns red 红灯; an overdue completion is red at once. */
  redFromOverdue: number;
  /** Before its due day from which an open item turns yellow 黄灯. */
  yellowWithin: number;
}

export type LimitName = keyof CountyLimits;

export const shippedLimits: CountyLimits = {
  objectWithin: 10,
  objectionDecidedWithin: 10,
  extensionsAtMost: 2,
  extensionDecidedWithin: 2,
  urgedEvery: 3,
  returnedWithin: 3,
  passScore: 60,
  redFromOverdue: 5,
  yellowWithin: 7,
};

/** The least and the most that each may be set to. */
export const limitRanges: Record<LimitName, readonly [least: number, most: number]> = {
  objectWithin: [1, 60],
  objectionDecidedWithin: [1, 60],
  extensionsAtMost: [0, 10],
  extensionDecidedWithin: [1, 30],
  urgedEvery: [1, 30],
  returnedWithin: [1, 30],
  passScore: [1, 100],
  redFromOverdue: [1, 30],
  yellowWithin: [1, 30],
};

/** What was saved before a limit was added counts with that limit as shipped. */
export function withAllLimits(saved: Partial<CountyLimits>): CountyLimits {
  return { ...shippedLimits, ...saved };
}

export const limitNames = Object.keys(limitRanges) as LimitName[];
