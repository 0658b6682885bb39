export { draftLetter, type LetterFacts, letterValueNames, requireSoundTemplate, sampleFacts } from './draft.ts';
export { type LetterKind, type LetterTemplate, letterKindFacts, letterKinds } from './kinds.ts';
export { MAX_TEMPLATE_LENGTH } from './template.ts';
