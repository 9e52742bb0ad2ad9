// A worker thread starts as plain JavaScript: it learns TypeScript first, as bin/sunledger.js does.
import { register } from 'tsx/esm/api';

register();
await import('./thread.ts');
