import { TextDecoder } from 'node:util';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cellsOf, readTable } from './table-read.ts';

/** 部门,金额 and 教育局,1 in GB18030. */
const gbk = Buffer.from('b2bfc3c52cbdf0b6ee0abdccd3fdbed62c310a', 'hex');
const chinese = [
  ['部门', '金额'],
  ['教育局', '1'],
];

function utf16(text: string, isBig: boolean): Buffer {
  const bytes = Buffer.from(`\ufeff${text}`, 'utf16le');
  return isBig ? bytes.swap16() : bytes;
}

describe('encodings of text', () => {
  test('ASCII, UTF-8 with a byte order mark and UTF-16 of both kinds need no declaration', async () => {
    const text = '部门,金额\n教育局,1\n';
    const read = async (bytes: Buffer) => {
      const table = await readTable(bytes);
      return [table.encoding, cellsOf(table), table.problems];
    };

    expect(await read(Buffer.from('a,b\n1,2\n'))).toEqual([
      'utf-8',
      [
        ['a', 'b'],
        ['1', '2'],
      ],
      [],
    ]);
    expect(await read(Buffer.from(`\ufeff${text}`))).toEqual(['utf-8', chinese, []]);
    expect(await read(utf16(text, false))).toEqual(['utf-16le', chinese, []]);
    expect(await read(utf16(text, true))).toEqual(['utf-16be', chinese, []]);
  });

  test('a byte order mark that was encoded twice is left out and reported', async () => {
    for (const mark of ['\u00ef\u00bb\u00bf', '\ufeff\u00ef\u00bb\u00bf']) {
      const table = await readTable(Buffer.from(`${mark}Body,Amount\nCouncil,£5\n`));

      expect(cellsOf(table)).toEqual([
        ['Body', 'Amount'],
        ['Council', '£5'],
      ]);
      expect(table.problems).toMatchObject([{ rule: 'double-byte-order-mark', severity: 'info' }]);
    }
  });

  test('GB18030 is read when declared and refused with its candidates when not', async () => {
    expect(cellsOf(await readTable(gbk, { encoding: 'GB18030' }))).toEqual(chinese);
    expect(cellsOf(await readTable(gbk, { encoding: 'gbk' }))).toEqual(chinese);
    await expect(readTable(gbk)).rejects.toMatchObject({
      code: 'BAD_INPUT',
      message: expect.stringMatching(/is not UTF-8: line 1 holds bytes.*--encoding.*gb18030 \("部门,金额/),
      details: { line: 1, candidates: expect.arrayContaining(['gb18030']) },
    });
  });

  test('windows-1252 has its signs between 0x80 and 0x9f, and bytes that it does not have refuse the file', async () => {
    const bytes = Buffer.from('a,b\n\x80 5,\x93caf\xe9\x94\n', 'latin1');

    expect(cellsOf(await readTable(bytes, { encoding: 'latin-1' }))[1]).toEqual(['€ 5', '“café”']);
    await expect(
      readTable(Buffer.from('a,b\n\x81,1\n', 'latin1'), { encoding: 'windows-1252' }),
    ).rejects.toThrow(/is not windows-1252: at line 2/);
  });

  test.each([
    ['big5', 'b3a1aafb2caaf7c3420a', ['部陀', '金額']],
    ['shift_jis', '8c8e2c8be08a7a0a', ['月', '金額']],
    ['windows-1251', 'c4e0f2e02ccff0eee5ea0a', ['Дата', 'Проек']],
    ['iso-8859-2', 'b3f3bc2cb10a', ['łóź', 'ą']],
  ])('%s is read when declared', async (encoding, hex, cells) => {
    expect(cellsOf(await readTable(Buffer.from(hex, 'hex'), { encoding }))).toEqual([cells]);
  });

  test('declared text that is not in its encoding is refused with its line, never patched', async () => {
    await expect(readTable(gbk, { encoding: 'utf-8' })).rejects.toThrow(/is not UTF-8.*line 1/);
    await expect(
      readTable(Buffer.from('a,b\nc,d\n\xff\xff,1\n', 'latin1'), { encoding: 'gb18030' }),
    ).rejects.toThrow(/is not gb18030: at line 3/);
    // Cut inside a character.
    await expect(readTable(gbk.subarray(0, 1), { encoding: 'gb18030' })).rejects.toThrow(/is not gb18030/);
    await expect(readTable(Buffer.from('a,中').subarray(0, 4), { encoding: 'utf-8' })).rejects.toThrow(
      /is not UTF-8/,
    );
    await expect(readTable('a,b\n', { encoding: 'utf-9' })).rejects.toThrow(/Unknown encoding "utf-9"/);
  });

  test('UTF-16 without a mark and UTF-32 are refused by what they are', async () => {
    await expect(readTable(Buffer.from('a,b\n1,2\n', 'utf16le'))).rejects.toThrow(/--encoding utf-16le/);
    expect(cellsOf(await readTable(Buffer.from('a,b\n', 'utf16le'), { encoding: 'utf-16le' }))).toEqual([
      ['a', 'b'],
    ]);
    await expect(readTable(Buffer.from('fffe00006100000062000000', 'hex'))).rejects.toThrow(/UTF-32/);
  });

  test('a mark that says otherwise than the declaration wins, and that is said', async () => {
    const table = await readTable(Buffer.from('\ufeff部门\n'), { encoding: 'gb18030' });

    expect(cellsOf(table)).toEqual([['部门']]);
    expect(table.problems).toMatchObject([{ rule: 'other-encoding', severity: 'info' }]);
  });

  test('U+FFFD in the published file itself is kept as published and reported', async () => {
    const table = await readTable('a,b\nx\ufffdy,2\n', { encoding: 'utf-8' });

    expect(table.problems).toMatchObject([
      { rule: 'lost-character', severity: 'warning', row: 2, column: 1 },
    ]);
  });
});

describe('text that is both UTF-8 and GBK', () => {
  test('each of the 1,920 pairs of bytes that mean one thing in each is refused until it is declared', async () => {
    const gb = new TextDecoder('gb18030', { fatal: true });
    let pairs = 0;
    for (let lead = 0xc2; lead <= 0xdf; lead++) {
      for (let trail = 0x80; trail <= 0xbf; trail++) {
        pairs++;
        const pair = Buffer.from([lead, trail]);
        const bytes = Buffer.concat([Buffer.from('name,value\nx'), pair, Buffer.from(',1\n')]);

        await expect(readTable(bytes)).rejects.toMatchObject({
          code: 'BAD_INPUT',
          details: { candidates: ['utf-8', 'gb18030'] },
        });
        expect(cellsOf(await readTable(bytes, { encoding: 'utf-8' }))[1]?.[0]).toBe(
          `x${pair.toString('utf8')}`,
        );
        expect(cellsOf(await readTable(bytes, { encoding: 'gb18030' }))[1]?.[0]).toBe(`x${gb.decode(pair)}`);
      }
    }

    expect(pairs).toBe(1920);
  });

  test('it is seen wherever it stands, beyond the first piece too', async () => {
    const bytes = Buffer.from(`a,b\n${'1,2\n'.repeat(700_000)}£,3\n`);

    await expect(readTable(bytes)).rejects.toMatchObject({ details: { candidates: ['utf-8', 'gb18030'] } });
  });

  test('the same word a thousand times is no evidence, four different Chinese characters are', async () => {
    await expect(readTable('b,c\n'.concat('名称名称,1\n'.repeat(1000)))).rejects.toMatchObject({
      details: { candidates: ['utf-8', 'gb18030'] },
    });
    expect(cellsOf(await readTable('部门,金额\n教育局,1\n'))).toEqual(chinese);
  });

  test('UTF-8 that GBK cannot be needs no evidence', async () => {
    // 0xac at the end of €, before a space: no pair of GBK.
    expect(cellsOf(await readTable('a,b\n5€ net,1\n'))[1]).toEqual(['5€ net', '1']);
  });

  test('no text is ever stored with U+FFFD that its file does not hold', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ minLength: 1, maxLength: 60 }), async (bytes) => {
        const file = Buffer.concat([Buffer.from('a,b\n'), Buffer.from(bytes)]);
        for (const encoding of [undefined, 'utf-8', 'gb18030', 'big5', 'windows-1252', 'shift_jis']) {
          const table = await readTable(file, { encoding, delimiter: ',', format: 'csv' }).catch((error) => {
            expect(error).toMatchObject({ code: 'BAD_INPUT' });
            return null;
          });
          if (table === null) continue;
          const isReported = table.problems.some(({ rule }) => rule === 'lost-character');
          const hasMark = JSON.stringify(cellsOf(table)).includes('\ufffd');
          expect(hasMark).toBe(isReported);
          if (hasMark) expect(file.includes('\ufffd') || encoding === 'gb18030').toBe(true);
        }
      }),
      { numRuns: 500 },
    );
  });
});
