import { writeFileSync } from 'node:fs';
import { faultsDocument } from '../src/demo/faults.ts';

// The written list of planted faults, from what is planted; tests/demo.test.ts fails when it is behind.
writeFileSync(new URL('../docs/demo-faults.md', import.meta.url), faultsDocument());
