import { faultsDocument } from '../../src/demo/faults.ts';

/** The written list of what is planted in the demo city, for people. */
export async function generate(): Promise<Record<string, string>> {
  return { 'docs/demo-faults.md': faultsDocument() };
}
