/** An expression of TypeScript, and the names that it takes from the package. */
export interface Code {
  readonly text: string;
  readonly uses: readonly string[];
}

/** Characters that end a line of TypeScript, or change how it reads. */
const UNSAFE = /[\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/g;

/** A text as TypeScript writes it, inert whatever it holds. */
export function text(value: string): Code {
  const inner = JSON.stringify(value)
    .slice(1, -1)
    .replace(/\\"/g, '"')
    .replace(/'/g, "\\'")
    .replace(UNSAFE, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`);
  return { text: `'${inner}'`, uses: [] };
}

/** A number, a key or another piece that takes nothing from the package. */
export function plain(value: string | number): Code {
  return { text: String(value), uses: [] };
}

/** A call of something the package exports: `tcp.range(1, 2)` uses `tcp`. */
export function call(name: string, ...given: readonly Code[]): Code {
  const [root = name] = name.split('.');
  return { text: `${name}(${commas(given)})`, uses: [root, ...usesOf(given)] };
}

/** A call of a method of a value. */
export function method(on: Code, name: string, ...given: readonly Code[]): Code {
  return { text: `${on.text}.${name}(${commas(given)})`, uses: usesOf([on, ...given]) };
}

/** One item as it is, several as a list. */
export function oneOrList(items: readonly Code[]): Code {
  const [only, ...more] = items;
  if (only !== undefined && more.length === 0) return only;
  return { text: `[${commas(items)}]`, uses: usesOf(items) };
}

/** An object; keys that are no plain names are quoted. */
export function object(fields: readonly (readonly [key: string, value: Code])[]): Code {
  const written = fields.map(([key, value]) => {
    const name = /^[A-Za-z]\w*$/.test(key) ? key : text(key).text;
    return `${name}: ${value.text}`;
  });
  return { text: `{ ${written.join(', ')} }`, uses: usesOf(fields.map(([, value]) => value)) };
}

function commas(all: readonly Code[]): string {
  return all.map((each) => each.text).join(', ');
}

function usesOf(all: readonly Code[]): readonly string[] {
  return all.flatMap(({ uses }) => uses);
}
