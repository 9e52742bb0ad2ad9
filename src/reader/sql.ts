/** A piece of SQL with its parameters apart; pieces nest. Made only by `sql`, `identifier`, `literal`, `join`. */
export class Sql {
  constructor(
    readonly strings: readonly string[],
    readonly values: readonly unknown[],
  ) {}

  /** The statement with `$1 …` and the values in that order. */
  toQuery(): { text: string; values: unknown[] } {
    let text = this.strings[0]!;
    for (let index = 0; index < this.values.length; index++)
      text += `$${index + 1}${this.strings[index + 1]}`;
    return { text, values: [...this.values] };
  }
}

/** Tagged template: nested `Sql` is spliced in, every other value becomes a parameter. */
export function sql(strings: TemplateStringsArray, ...values: unknown[]): Sql {
  const texts = [strings[0]!];
  const parameters: unknown[] = [];
  values.forEach((value, index) => {
    const rest = strings[index + 1]!;
    if (value instanceof Sql) {
      texts[texts.length - 1] += value.strings[0]!;
      texts.push(...value.strings.slice(1));
      parameters.push(...value.values);
      texts[texts.length - 1] += rest;
    } else {
      parameters.push(value);
      texts.push(rest);
    }
  });
  return new Sql(texts, parameters);
}

export const empty = new Sql([''], []);

/** A quoted name of a table, column or alias. */
export function identifier(...names: string[]): Sql {
  return new Sql([names.map((name) => `"${name.replaceAll('"', '""')}"`).join('.')], []);
}

/** A quoted constant, for names that are part of the statement's shape (response keys), never for input. */
export function literal(text: string): Sql {
  return new Sql([`'${text.replaceAll("'", "''")}'`], []);
}

export function join(parts: readonly Sql[], separator = ', '): Sql {
  if (parts.length === 0) return empty;
  const between = new Sql([separator], []);
  return parts.slice(1).reduce((all, part) => sql`${all}${between}${part}`, parts[0]!);
}

/** All of the conditions; none is always true. */
export function and(conditions: readonly Sql[]): Sql {
  return conditions.length === 0 ? sql`true` : join(conditions, ' AND ');
}
