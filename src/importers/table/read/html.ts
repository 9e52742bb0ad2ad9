import type { TableFile } from '../types.ts';
import type { Content } from './bytes.ts';
import type { OpenOptions } from './index.ts';
export function htmlSheets(_content: Content, _options: OpenOptions): Promise<TableFile> {
  throw new Error('not yet');
}
