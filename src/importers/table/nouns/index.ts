export { builders as nouns } from './builders.ts';
