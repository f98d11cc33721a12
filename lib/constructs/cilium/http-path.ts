import { decline } from '../composite-refusals';
import { show } from '../dsl';
import { frozen } from '../dsl/frozen';

/** The regular expression of a path or a host: Cilium compares the whole value with it. */
export interface HttpPattern {
  readonly kind: 'http-pattern';
  readonly regex: string;
}

/** Matches what has a meaning of its own in an extended regular expression. */
const SPECIAL = /[.*+?()[\]{}|^$\\]/g;

function escaped(text: string): string {
  return text.replace(SPECIAL, '\\$&');
}

/**
 * Exactly this path.
 *
 * @example
 * http({ method: 'GET', path: exactPath('/api/v1.0/orders') })
 * // - { method: GET, path: /api/v1\.0/orders }
 * @throws {InvalidInputError} for what does not begin with a slash, or holds a query
 */
export function exactPath(path: string): HttpPattern {
  return pattern(escaped(checkedPath('exactPath', path)));
}

/**
 * This path and everything below it. It ends with a slash, because `/api` would also be `/apiary`.
 *
 * @example
 * http({ method: 'GET', path: pathPrefix('/api/') })
 * // - { method: GET, path: /api/.* }
 * @throws {InvalidInputError} for what does not begin and end with a slash
 */
export function pathPrefix(prefix: string): HttpPattern {
  const checked = checkedPath('pathPrefix', prefix);
  if (!checked.endsWith('/')) {
    const message = `\`pathPrefix\` got ${show(prefix)}, which is also the beginning of other names`;
    decline({ code: 'constructs/illegal-http-rule', message, help: `write '${prefix}/'` });
  }
  return pattern(`${escaped(checked)}.*`);
}

/**
 * A regular expression of one's own. Cilium compares the whole path with it, as an extended POSIX one.
 *
 * @example
 * http({ method: 'GET', path: pathMatching('/orders/[0-9]+') })
 * // - { method: GET, path: "/orders/[0-9]+" }
 * @throws {InvalidInputError} for what is no expression, or begins with no slash
 */
export function pathMatching(regex: string): HttpPattern {
  const checked = checkedText('pathMatching', regex);
  const problem = problemOf(checked);
  if (problem !== undefined) {
    const message = `\`pathMatching\` got ${show(regex)}, ${problem}`;
    decline({ code: 'constructs/illegal-http-rule', message, help: HELP });
  }
  return pattern(checked);
}

const HELP = "write it as in pathMatching('/orders/[0-9]+'), without ^ and $";

function problemOf(regex: string): string | undefined {
  if (!regex.startsWith('/')) return 'and every path begins with a slash';
  // What JavaScript has and POSIX does not would be read as something else.
  if (/\(\?|\\[dDwWsSbB]/.test(regex)) return 'which is no extended POSIX expression';
  try {
    new RegExp(regex);
    return undefined;
  } catch {
    return 'which is no regular expression';
  }
}

/** Exactly this host, as the `Host` header has it. @throws {InvalidInputError} for no host */
export function exactHost(host: string): HttpPattern {
  const checked = checkedText('host', host);
  if (!/^[A-Za-z0-9.:[\]_-]+$/.test(checked)) {
    const message = `\`host\` is ${show(host)}, which is no host`;
    decline({ code: 'constructs/illegal-http-rule', message, help: "write 'api.example.com'" });
  }
  return pattern(escaped(checked));
}

function checkedPath(call: string, path: unknown): string {
  const text = checkedText(call, path);
  if (text.startsWith('/') && !/[?#]/.test(text)) return text;
  const problem = text.startsWith('/') ? 'a path holds no query' : 'a path begins with a slash';
  const message = `\`${call}\` got ${show(path)}: ${problem}`;
  return decline({ code: 'constructs/illegal-http-rule', message, help: "write '/api/v1'" });
}

function checkedText(call: string, text: unknown): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: no header or path holds one
  if (typeof text === 'string' && text !== '' && !/[\u0000-\u0020\u007f]/.test(text)) return text;
  const message = `\`${call}\` got ${show(text)} where a text without spaces belongs`;
  return decline({ code: 'constructs/illegal-http-rule', message, help: 'write the text' });
}

function pattern(regex: string): HttpPattern {
  return frozen({ kind: 'http-pattern', regex });
}
