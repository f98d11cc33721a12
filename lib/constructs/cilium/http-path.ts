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
 * Exactly this path, without a query: Cilium compares what Envoy has as `:path`, which includes the
 * query, so that `/orders?page=2` is not `/orders` and gets 403. Where clients send one, write
 * `pathMatching('/orders(\\?.*)?')`.
 *
 * @example
 * http({ method: 'GET', path: exactPath('/api/v1.0/orders') })
 * // - { method: GET, path: /api/v1\.0/orders }
 * @see https://docs.cilium.io/en/stable/security/policy/language/#http
 * @see https://www.rfc-editor.org/rfc/rfc9113#section-8.3.1
 * @throws {InvalidInputError} for what does not begin with a slash, or holds a query
 */
export function exactPath(path: string): HttpPattern {
  return pattern(escaped(checkedPath('exactPath', path)));
}

/**
 * This path and everything below it, whatever query follows. It ends with a slash, because `/api`
 * would also be `/apiary`. The path without its last slash is none of them.
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
 * A regular expression of one's own. Cilium compares the whole path with it, the query included, as
 * an extended POSIX one. Alternatives are grouped: in `/a|.*` the second has no slash, and is all paths.
 *
 * @example
 * http({ method: 'GET', path: pathMatching('/orders/[0-9]+') })
 * // - { method: GET, path: "/orders/[0-9]+" }
 * http({ method: 'GET', path: pathMatching('/orders(\\?.*)?') })
 * // - { method: GET, path: "/orders(\\?.*)?" }
 * @throws {InvalidInputError} for what is no expression, begins with no slash, or has alternatives
 * outside of a group
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

const HELP =
  "write it as in pathMatching('/orders/[0-9]+') or pathMatching('/(a|b)'), without ^ and $";

function problemOf(regex: string): string | undefined {
  if (!regex.startsWith('/')) return 'and every path begins with a slash';
  // What JavaScript has and POSIX does not would be read as something else.
  if (/\(\?|\\[dDwWsSbB]/.test(regex)) return 'which is no extended POSIX expression';
  try {
    new RegExp(regex);
  } catch {
    return 'which is no regular expression';
  }
  return isAlternatives(regex) ? 'whose alternatives stand for whole paths' : undefined;
}

/** Whether a `|` stands outside of every group and bracket. */
function isAlternatives(regex: string): boolean {
  let rest = regex
    .replace(/\\./g, '')
    .replace(/\[:[a-z]+:\]/g, '')
    .replace(/\[\^?\]?[^\]]*\]/g, '');
  for (let before = ''; before !== rest; ) {
    before = rest;
    rest = rest.replace(/\([^()]*\)/g, '');
  }
  return rest.includes('|');
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
  const [problem, help] = text.startsWith('/')
    ? ['a path holds no query', "write pathMatching('/orders(\\\\?.*)?'), where a query may follow"]
    : ['a path begins with a slash', "write '/api/v1'"];
  const message = `\`${call}\` got ${show(path)}: ${problem}`;
  return decline({ code: 'constructs/illegal-http-rule', message, help });
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
