import { instantOf } from '../compile/dates.ts';
import type { PackageMeta } from '../types.ts';

/**
 * The package that speaks for a file: of those that name a publisher the one published last; of equal dates the
 * smaller name. Packages fill while they are read, so this is asked again at each.
 */
export class Publisher {
  private best: PackageMeta | null = null;
  private any: PackageMeta | null = null;

  note(meta: PackageMeta): void {
    this.any ??= meta;
    if (meta.publisher?.name && (this.best === null || isLater(meta, this.best))) this.best = { ...meta };
  }

  get meta(): PackageMeta | null {
    return this.best ?? this.any;
  }
}

function isLater(meta: PackageMeta, than: PackageMeta): boolean {
  if (meta.publishedDate !== than.publishedDate) {
    const [one, other] = [momentOf(meta), momentOf(than)];
    if (one !== other) return one > other;
  }
  return (meta.publisher?.name ?? '') < (than.publisher?.name ?? '');
}

function momentOf(meta: PackageMeta): string {
  return instantOf(meta.publishedDate ?? '')?.iso ?? '';
}
