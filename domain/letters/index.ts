export { draftLetter, type LetterFacts, letterValueNames, requireSoundTemplate, sampleFacts } from './draft.ts';
export { type LetterKind, type LetterTemplate, letterKindFacts, letterKinds } from './kinds.ts';
