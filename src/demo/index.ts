export { addDemo, ensureDemo } from './add.ts';
export { removeDemo } from './remove.ts';
