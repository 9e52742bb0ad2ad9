import { randomBytes } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { writeWorkbook, writeZip } from '../src/importers/table/write/xlsx.ts';
import { readTable } from './table-read.ts';
import { sheet, workbook } from './table-workbook.ts';

const zip = (entries: Record<string, string>): Buffer =>
  writeZip(Object.entries(entries).map(([name, text]) => [name, Buffer.from(text)]));

/** An OLE container as far as it is looked at: its mark and the names in its directory. */
function ole(...streams: string[]): Buffer {
  const names = streams.map((name) => Buffer.from(`${name}\0`, 'utf16le'));
  return Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(1000), ...names]);
}

describe('files that are no tables', () => {
  test.each([
    ['a PDF', Buffer.from('%PDF-1.7\n'), /is a PDF\..*sunledger template/],
    ['a PDF behind a few bytes', Buffer.from('\r\n\r\n%PDF-1.4\n'), /is a PDF/],
    ['an image', Buffer.from('89504e470d0a1a0a', 'hex'), /is a PNG image/],
    [
      'an old Excel file',
      ole('Root Entry', 'Workbook'),
      /old Excel format.*save it as "Excel Workbook \(\.xlsx\)"/,
    ],
    [
      'an encrypted workbook',
      ole('EncryptionInfo', 'EncryptedPackage'),
      /encrypted with a password\. Open it/,
    ],
    ['an old Word file', ole('WordDocument'), /is a Word document/],
    [
      'a Word file',
      zip({ '[Content_Types].xml': '<Types/>', 'word/document.xml': '' }),
      /is a Word document/,
    ],
    [
      'a binary workbook',
      zip({ '[Content_Types].xml': '<Types/>', 'xl/workbook.bin': '' }),
      /binary workbook/,
    ],
    ['a ZIP of something', zip({ 'a.csv': 'a,b\n' }), /is a ZIP archive; unpack it first/],
    ['an empty ZIP', writeZip([]), /is an empty ZIP archive/],
    ['XML of another kind', Buffer.from('<?xml version="1.0"?><Workbook/>'), /is an XML file\. Open it/],
    ['a text document', Buffer.from('{\\rtf1 x}'), /is a text document \(RTF\)/],
    ['a 7-Zip archive', Buffer.from('377abcaf271c', 'hex'), /is a 7-Zip archive\. Unpack it first/],
    ['nothing', Buffer.alloc(0), /is empty: expected a table/],
  ])('%s is refused by its content, whatever its name, with what to do', async (_, bytes, message) => {
    await expect(readTable(bytes, { name: 'budget.csv' })).rejects.toMatchObject({
      code: 'BAD_INPUT',
      message: expect.stringMatching(message),
    });
    await expect(readTable(gzipSync(bytes))).rejects.toThrow(message);
  });

  test('a format that was asked for and is not there is named', async () => {
    await expect(readTable('a,b\n1,2\n', { format: 'xlsx' })).rejects.toThrow(
      /is text such as CSV: expected xlsx/,
    );
    await expect(
      readTable(await writeWorkbook([{ name: 'a', rows: [] }]), { format: 'csv' }),
    ).rejects.toThrow(/is xlsx: expected csv/);
    await expect(readTable('{"a":1}', { format: 'json-tables' })).rejects.toThrow(
      /expected one JSON object with a list "tables"/,
    );
  });
});

describe('workbooks that must not be read', () => {
  test.each(['xl/vbaProject.bin', 'xl/macrosheets/sheet1.xml', 'xl/VBAPROJECT.BIN'])(
    'macros (%s) are refused',
    async (name) => {
      const bytes = workbook({ sheets: [sheet('')], more: { [name]: 'x' } });

      await expect(readTable(bytes)).rejects.toThrow(
        `contains macros ("${name}"). Save it as XLSX without macros.`,
      );
    },
  );

  test('document types and entities are refused wherever they stand, without being expanded', async () => {
    const doctype = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>';
    for (const text of [
      `<?xml version="1.0"?>${doctype}<worksheet><sheetData/></worksheet>`,
      `<?xml version="1.0"?><!--${'x'.repeat(70_000)}-->${doctype}<worksheet><sheetData/></worksheet>`,
    ]) {
      const bytes = zip({
        '[Content_Types].xml': '<Types/>',
        'xl/workbook.xml':
          '<workbook xmlns:r="r"><sheets><sheet name="a" sheetId="1" r:id="r1"/></sheets></workbook>',
        'xl/_rels/workbook.xml.rels':
          '<Relationships><Relationship Id="r1" Type="x/worksheet" Target="worksheets/a.xml"/></Relationships>',
        'xl/worksheets/a.xml': text,
      });

      await expect(readTable(bytes)).rejects.toThrow(/declares a document type \(DTD\)/);
    }
    await expect(
      readTable(workbook({ sheets: [sheet('<row r="1"><c r="A1" t="str"><v>&unknown;</v></c></row>')] })),
    ).rejects.toThrow(/XML is damaged/);
  });

  test.each([
    ['XML that is not well-formed', '<row r="1"><c r="A1"><v>1</c></row>', /XML is damaged/],
    ['a row that goes back', '<row r="2"/><row r="2"/>', /damaged: in sheet "S1" row "2" follows row 2/],
    ['a cell that goes back', '<row r="1"><c r="B1"/><c r="A1"/></row>', /cell "A1" follows B of row 1/],
    ['a cell of another row', '<row r="1"><c r="A2"/></row>', /cell "A2" follows/],
    ['a row beyond the last', '<row r="1048577"/>', /row "1048577"/],
    ['a column beyond the last', '<row r="1"><c r="XFE1"/></row>', /cell "XFE1"/],
    ['a shared text that is not there', '<row r="1"><c r="A1" t="s"><v>7</v></c></row>', /names text "7"/],
    ['XML nested without end', '<a>'.repeat(300) + '</a>'.repeat(300), /nested more than 200 deep/],
  ])('%s refuses the file', async (_, rows, message) => {
    await expect(readTable(workbook({ sheets: [sheet(rows)] }))).rejects.toThrow(message);
  });

  test('a changed byte in a workbook is found by its checksum or size, or by the XML', async () => {
    const rows = Array.from({ length: 300 }, (_, i) => [`row ${i}`, { number: `${i}.25` }, 'text']);
    const bytes = await writeWorkbook([{ name: 'a', rows }]);
    const whole = JSON.stringify((await readTable(bytes)).sheets);
    let refused = 0;
    let same = 0;
    for (let at = 30; at < bytes.length; at += 97) {
      const damaged = Buffer.from(bytes);
      damaged[at] = (damaged[at] as number) ^ 0x10;
      const read = await readTable(damaged).catch((error) => {
        expect(['BAD_INPUT', 'LIMIT_EXCEEDED']).toContain(error.code);
        return null;
      });
      if (read === null) refused++;
      else {
        expect(JSON.stringify(read.sheets)).toBe(whole);
        same++;
      }
    }

    expect(refused).toBeGreaterThan(same);
  });
});

describe('bombs', () => {
  const quick = async (bytes: Buffer, message: RegExp, code = 'LIMIT_EXCEEDED'): Promise<void> => {
    const memory = process.memoryUsage().rss;
    const start = process.cpuUsage();
    await expect(readTable(bytes)).rejects.toMatchObject({ code, message: expect.stringMatching(message) });
    const { user, system } = process.cpuUsage(start);
    expect((user + system) / 1000).toBeLessThan(2500);
    expect(process.memoryUsage().rss - memory).toBeLessThan(300 * 1024 ** 2);
  };

  test('a ZIP entry that expands a thousandfold is refused by its directory', async () => {
    const bytes = workbook({ sheets: [sheet('')], more: { 'xl/media/a.bin': '\0'.repeat(40_000_000) } });

    await quick(bytes, /holds "xl\/media\/a\.bin", which expands to more than 250 times its size/);
  });

  test('a directory that lies about sizes is stopped when the entry gives more', async () => {
    const bytes = workbook({ sheets: [sheet(' '.repeat(40_000_000))] });
    const lied = setSize(bytes, 'xl/worksheets/s0.xml', 1000);

    await quick(lied, /ZIP container is damaged/, 'BAD_INPUT');
  });

  test('entries that overlap, too many entries and too many bytes are refused', async () => {
    const many = writeZip(Array.from({ length: 10_001 }, (_, i) => [`${i}`, Buffer.alloc(0)]));
    const content = Buffer.alloc(100_000, 'abcdefgh');
    const single = writeZip([['a', content]]);

    await quick(many, /has 10001 entries, more than 10000/);
    await quick(overlap(single, 50), /entries overlap/);
  });

  test('gzip that expands a thousandfold is refused while it expands', async () => {
    await quick(gzipSync(Buffer.alloc(200_000_000)), /expands to more than 250 times its size/);
  });

  test('a text without end in XML is refused', async () => {
    const text = randomBytes(10_000_000).toString('hex');
    const bytes = workbook({ sheets: [sheet(`<row r="1"><c r="A1" t="str"><v>${text}</v></c></row>`)] });

    await quick(bytes, /one text or tag in it is larger than 16777216 bytes/, 'BAD_INPUT');
  });
});

/** The same archive with another declared size for an entry, in both places. */
function setSize(bytes: Buffer, name: string, size: number): Buffer {
  const changed = Buffer.from(bytes);
  for (let at = changed.indexOf(name); at >= 0; at = changed.indexOf(name, at + 1)) {
    if (changed.readUInt32LE(Math.max(0, at - 30)) === 0x04034b50) changed.writeUInt32LE(size, at - 8);
    if (changed.readUInt32LE(Math.max(0, at - 46)) === 0x02014b50) changed.writeUInt32LE(size, at - 22);
  }
  return changed;
}

/** An archive whose directory names its one entry many times. */
function overlap(bytes: Buffer, times: number): Buffer {
  const end = bytes.length - 22;
  const offset = bytes.readUInt32LE(end + 16);
  const entry = bytes.subarray(offset, end);
  const entries = Array.from({ length: times }, (_, i) => {
    const copy = Buffer.from(entry);
    copy[46] = 97 + (i % 26);
    return copy;
  });
  const tail = Buffer.from(bytes.subarray(end));
  tail.writeUInt16LE(times, 8);
  tail.writeUInt16LE(times, 10);
  tail.writeUInt32LE(entry.length * times, 12);
  return Buffer.concat([bytes.subarray(0, offset), ...entries, tail]);
}
