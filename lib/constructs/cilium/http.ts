import { orElse } from '../../kernel/suggest';
import { HTTP_METHODS, type HttpMethod } from '../../platform';
import { checkProps, decline } from '../composite-refusals';
import { show } from '../dsl';
import { frozen } from '../dsl/frozen';
import { kindOf } from '../dsl/peer';
import { fieldOf } from '../dsl/shape';
import { exactHost, exactPath, type HttpPattern } from './http-path';

/** Which requests pass; all that is given must hold. */
export interface HttpProps {
  /** @default - any method */
  readonly method?: HttpMethod;
  /** A text is exactly this path, its dots included. @default - any path */
  readonly path?: string | HttpPattern;
  /** Exactly this `Host` header. @default - any host */
  readonly host?: string;
  /** Headers that must be there: with this value, or with any by `true`. @default - no header is asked for */
  readonly headers?: { readonly [name: string]: string | true };
}

/** One kind of request that passes, as Cilium has it: expressions that match whole values. */
export interface HttpRule {
  readonly kind: 'http';
  readonly spec: {
    readonly method?: string;
    readonly path?: string;
    readonly host?: string;
    readonly headers?: readonly string[];
  };
}

/**
 * Requests that pass: a method, a path, a host, headers. A path is taken as it is written, so that a
 * dot is a dot; what else it may be, `pathPrefix` and `pathMatching` say.
 *
 * Source: docs.cilium.io, "Layer 7 Policies", "HTTP".
 *
 * @example
 * http({ method: 'GET', path: pathPrefix('/api/v1/'), headers: { 'X-Tenant': true } })
 * // - method: GET
 * //   path: /api/v1/.*
 * //   headers: [X-Tenant]
 * @throws {InvalidInputError} for no condition at all, a method that HTTP does not have, or an
 * illegal path, host or header
 */
export function http(props: HttpProps): HttpRule {
  checkProps('http', props, ['method', 'path', 'host', 'headers']);
  const { method, path, host, headers } = props;
  if (Object.keys(props).length === 0) {
    const message = '`http({})` asks nothing of a request, and so lets every one through';
    decline({ code: 'constructs/illegal-http-rule', message, help: 'open the port without rules' });
  }
  return frozen({
    kind: 'http',
    spec: {
      ...(method !== undefined && { method: checkedMethod(method) }),
      ...(path !== undefined && { path: pathOf(path).regex }),
      ...(host !== undefined && { host: exactHost(host).regex }),
      ...(headers !== undefined && { headers: headerLines(headers) }),
    },
  });
}

function checkedMethod(method: HttpMethod): HttpMethod {
  if (HTTP_METHODS.includes(method)) return method;
  const message = `\`method\` of \`http\` is ${show(method)}${orElse(String(method).toUpperCase(), HTTP_METHODS)}`;
  return decline({
    code: 'constructs/illegal-http-rule',
    message,
    help: `use one of ${HTTP_METHODS.join(', ')}`,
  });
}

function pathOf(path: string | HttpPattern): HttpPattern {
  if (typeof path === 'string') return exactPath(path);
  if (kindOf(path) === 'http-pattern' && typeof fieldOf(path, 'regex') === 'string') return path;
  const message = `\`path\` of \`http\` is ${show(path)}, not a path`;
  return decline({
    code: 'constructs/illegal-http-rule',
    message,
    help: "write exactPath('/api/v1') or pathPrefix('/api/')",
  });
}

/** A token of RFC 9110, section 5.6.2. */
const HEADER_NAME = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;

function headerLines(headers: NonNullable<HttpProps['headers']>): readonly string[] {
  const entries = typeof headers === 'object' ? Object.entries(headers) : [];
  if (entries.length === 0) {
    const message = '`headers` of `http` names no header';
    decline({ code: 'constructs/illegal-http-rule', message, help: 'name one, or leave it out' });
  }
  return entries.map(([name, value]) => {
    if (!HEADER_NAME.test(name) || !isHeaderValue(value)) {
      const message = `header ${show(name)} of \`http\` is ${show(value)}`;
      const help = 'write a text on one line, or true for any value';
      decline({ code: 'constructs/illegal-http-rule', message, help });
    }
    return value === true ? name : `${name}: ${value}`;
  });
}

function isHeaderValue(value: unknown): boolean {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these end or hide a header
  return value === true || (typeof value === 'string' && /^[^\u0000-\u001f\u007f]+$/.test(value));
}

/** Whether something is what `http(...)` gives. */
export function isHttpRule(found: unknown): found is HttpRule {
  return kindOf(found) === 'http' && typeof fieldOf(found, 'spec') === 'object';
}

/** `GET /api/.* of Host api`: a rule in words. */
export function httpWords({
  spec: { method = 'any method', path, host, headers },
}: HttpRule): string {
  return [
    method,
    ...(path === undefined ? [] : [path]),
    ...(host === undefined ? [] : [`of host ${host}`]),
    ...(headers === undefined ? [] : [`with ${headers.join(', ')}`]),
  ].join(' ');
}
