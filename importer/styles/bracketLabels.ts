import { assign } from './assign.ts';
import {
  type Assignment,
  type AssignmentStyle,
  isAssigned,
  noDeadline,
  noParties,
  promoteFirst,
  readLabels,
} from './assignment.ts';
import { outerBrackets } from './brackets.ts';

/** Labels in a bracket: （牵头单位：…；责任单位：…）, also with ， between them and with 完成时限. */
export const bracketLabels: AssignmentStyle = (clean, context) => {
  const found: Assignment[] = [];
  for (const bracket of outerBrackets(clean)) {
    const labels = readLabels(clean, bracket.innerStart, bracket.innerEnd);
    const first = labels[0];
    if (!first || first.start - bracket.innerStart > 6) continue;
    const assignment: Assignment = {
      start: bracket.start,
      end: bracket.end,
      parties: noParties(),
      deadline: noDeadline(),
      shape: 'bracket',
    };
    for (const value of labels) assign(clean, value, context, assignment);
    if (!isAssigned(assignment.parties) && assignment.deadline.text === '') continue;
    promoteFirst(assignment.parties, context);
    found.push(assignment);
  }
  return found;
};
