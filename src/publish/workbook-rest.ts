import { HubError } from '../errors.ts';
import { personNumbersIn } from '../importers/ocds/compile/persons.ts';
import { sourceOf } from '../importers/ocds/source.ts';
import { openContent } from '../importers/table/read/bytes.ts';
import { openZip } from '../importers/table/read/zip.ts';

/** Parts of a workbook that hold cells, their words and looks, and nothing that a reader of cells would not see. */
const plainParts = [
  /^\[Content_Types\]\.xml$/,
  /^_rels\/\.rels$/,
  /^docProps\/(?:app|core)\.xml$/,
  /^xl\/(?:workbook|sharedStrings|styles|calcChain)\.xml$/,
  /^xl\/_rels\/workbook\.xml\.rels$/,
  /^xl\/theme\/theme\d+\.xml$/,
  /^xl\/worksheets\/[^/]+\.xml$/,
  /^mimetype$/,
  /^(?:content|styles|meta|settings)\.xml$/,
  /^manifest\.rdf$/,
  /^META-INF\/(?:manifest\.xml)?$/,
];
/** Elements that name who wrote, kept or is in charge of a workbook, and remarks beside cells. */
const telling =
  /<(?:\w+:)?(creator|initial-creator|lastModifiedBy|printed-by|Manager|Company|annotation|user-defined)\b[^>]*>\s*[^<\s]/;

/**
 * Says what a workbook holds beside its cells: authors, comments, pictures, other parts, numbers of persons in any of
 * its texts. Null where there is nothing, or the file is no ZIP container. What cannot be looked through is not cleared.
 */
export async function besideCells(file: { name: string; bytes: Buffer }): Promise<string | null> {
  if (!file.bytes.subarray(0, 2).equals(Buffer.from('PK'))) return null;
  const content = await openContent(sourceOf(file.name, file.bytes), () => {});
  try {
    const zip = await openZip(content);
    try {
      for (const part of zip.names) {
        if (part.endsWith('/')) continue;
        if (!plainParts.some((known) => known.test(part))) return `the part "${part}"`;
        const found = telling.exec(await textOf(zip.stream(part), part));
        if (found) return `"${found[1]}" in its part "${part}"`;
      }
      return null;
    } finally {
      zip.close();
    }
  } finally {
    await content.close();
  }
}

async function textOf(pieces: AsyncIterable<Buffer>, part: string): Promise<string> {
  const bytes: Buffer[] = [];
  for await (const piece of pieces) bytes.push(piece);
  const text = Buffer.concat(bytes).toString('utf8');
  // Numbers of cells are looked at cell by cell; here it is what stands in attributes, formulas and properties.
  const isSheet = part === 'content.xml' || part.startsWith('xl/worksheets/');
  if (!isSheet && personNumbersIn(text.replace(/<[^>]*>/g, ' ')).length > 0) {
    throw new HubError('BAD_INPUT', `Part "${part}" holds what looks like numbers of natural persons.`);
  }
  return text;
}
