export { nounSpecs as nouns } from './specs.ts';
