export const unitKinds = ['DEPARTMENT', 'TOWNSHIP', 'OFFICE', 'DISCIPLINE', 'LEADING_GROUP', 'OTHER'];
export const postKinds = ['OFFICE', 'UNIT_HEAD', 'LIAISON', 'LEADER', 'CHIEF_LEADER', 'DISCIPLINE', 'ADMIN'];
