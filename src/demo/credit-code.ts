// Unified social credit code (GB 32100): registrar, kind, six digits of division, nine of organisation code with its
// own check digit (GB 11714), check digit. Divisions of China begin with 11 to 82; 99 is given to nobody.
const alphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const weights = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];
const bodyWeights = [3, 7, 9, 10, 5, 8, 4, 2];

/** A code that is right by both check digits and belongs to nobody. `kind`: 91 company, 11 organ, 12 institution. */
export function creditCode(kind: '91' | '11' | '12', division: `99${string}`, body: string): string {
  const value = (char: string) => Number.parseInt(char, 36);
  const sum = [...body].reduce((total, char, index) => total + value(char) * bodyWeights[index]!, 0);
  const organisation = body + (['0', 'X'][[11, 10].indexOf(11 - (sum % 11))] ?? String(11 - (sum % 11)));
  const front = kind + division + organisation;
  return front + checkCharacter(front);
}

function checkCharacter(front: string): string {
  const sum = [...front].reduce((total, char, index) => total + alphabet.indexOf(char) * weights[index]!, 0);
  return alphabet[(31 - (sum % 31)) % 31]!;
}

/** The same code with a last character that does not fit: a planted fault. */
export function withWrongCheck(code: string): string {
  const last = alphabet.indexOf(code.at(-1)!);
  return code.slice(0, -1) + alphabet[(last + 1) % alphabet.length];
}
