import { type Cidr, type CidrProblem, cidrContains, type ParsedCidr, parseCidr } from '../cidr';
import type { ObjectPath } from '../object-path';
import type { CidrStrictness } from './kubernetes-version';
import { invalid, type PolicyError, required } from './policy-error';
import type { UncheckedIpBlock } from './unchecked';

const NOT_A_CIDR = 'must be a valid CIDR value, (e.g. 10.9.8.0/24 or 2001:db8::/64)';
const NOT_INSIDE = 'must be a strict subset of `cidr`';

const STRICT: Readonly<Record<CidrProblem, string>> = {
  'leading-zeros': 'must not have leading 0s in IP or prefix length',
  'ipv4-mapped': 'must not have an IPv4-mapped IPv6 address',
  'host-bits': 'must not have bits set beyond the prefix length',
};

function strictProblems({ problems }: ParsedCidr): string[] {
  // The API server names only the first; `problems` comes in the order in which it looks.
  const [first] = problems;
  return first === undefined ? [] : [STRICT[first]];
}

function cidrProblems(parsed: ParsedCidr | undefined, strictness: CidrStrictness): string[] {
  if (parsed === undefined) return [NOT_A_CIDR];
  return strictness === 'strict' ? strictProblems(parsed) : [];
}

function isStrictlyInside(inner: Cidr, outer: Cidr): boolean {
  return cidrContains(outer, inner) && inner.prefix > outer.prefix;
}

/** What the API server says of an ipBlock (`ValidateIPBlock`; strictness by KEP-4858). */
export function validateIpBlock(
  path: ObjectPath,
  block: UncheckedIpBlock,
  strictness: CidrStrictness,
): PolicyError[] {
  const { cidr: text = '', except = [] } = block;
  const cidrPath = [...path, 'cidr'];
  if (text === '') return [required(cidrPath, '')];
  const outer = parseCidr(text);
  const errors = invalid(cidrPath, text, cidrProblems(outer, strictness));
  // Without a readable cidr the API server does not look at the exceptions.
  if (outer === undefined) return errors;
  except.forEach((each, j) => {
    const inner = parseCidr(each);
    const outside = inner !== undefined && !isStrictlyInside(inner.cidr, outer.cidr);
    errors.push(
      ...invalid([...path, 'except', j], each, [
        ...cidrProblems(inner, strictness),
        ...(outside ? [NOT_INSIDE] : []),
      ]),
    );
  });
  return errors;
}
