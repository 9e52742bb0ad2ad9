import type { Purchase } from '../purchase.ts';
import { controls } from './controls.ts';
import { faultsOfContract } from './faults-of-contract.ts';
import { faultsOfProcess } from './faults-of-process.ts';
import { frameworks } from './frameworks.ts';
import { livesOfContract } from './lives-of-contract.ts';
import { livesOfProcess } from './lives-of-process.ts';

/** Purchases that tell a story, by name; everything else of the demo is regular. */
export const stories = {
  ...faultsOfProcess(),
  ...faultsOfContract(),
  ...controls(),
  ...livesOfProcess(),
  ...livesOfContract(),
  ...frameworks(),
};

export function storyPurchases(): Purchase[] {
  return Object.values(stories).flat();
}
