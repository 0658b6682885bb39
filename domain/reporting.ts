/** What is counted of the reports of a period: 应报, 已报, 未报, 迟报. */
export const reportingNumbers = ['expected', 'reported', 'missing', 'late'] as const;
export type ReportingNumber = (typeof reportingNumbers)[number];
