import { nounSpecs } from './specs.ts';

export const nouns = nounSpecs;
