import { parseCidr } from '../cidr';
import { type Direction, PEER_FIELD } from '../direction';
import type { ObjectPath } from '../object-path';
import { addressPartAsCidr, canonicalCidr } from './canonical-cidr';
import type { UncheckedIpBlock, UncheckedNetworkPolicy } from './unchecked';

/** A CIDR that a release before 1.36 accepts but reads in a way its author may not expect. */
export interface CidrWarning {
  readonly path: ObjectPath;
  /** Wording of apimachinery `GetWarningsForCIDR`, without the path. */
  readonly detail: string;
}

const quote = (text: string) => JSON.stringify(text);

function detailsOf(text: string): string[] {
  const parsed = parseCidr(text);
  if (parsed === undefined) return [];
  const { problems } = parsed;
  const block = canonicalCidr(parsed);
  const details: string[] = [];
  if (problems.includes('host-bits')) {
    const single = addressPartAsCidr(text) ?? block;
    details.push(
      `CIDR value ${quote(text)} is ambiguous in this context (should be ${quote(block)} or ${quote(single)}?)`,
    );
  }
  if (problems.includes('leading-zeros') || problems.includes('ipv4-mapped')) {
    details.push(`non-standard CIDR value ${quote(text)} is invalid: use ${quote(block)}`);
  }
  return details;
}

function blockWarnings(path: ObjectPath, { cidr, except = [] }: UncheckedIpBlock): CidrWarning[] {
  const texts: [ObjectPath, string][] = [
    [[...path, 'cidr'], cidr ?? ''],
    ...except.map((each, j): [ObjectPath, string] => [[...path, 'except', j], each]),
  ];
  return texts.flatMap(([at, text]) => detailsOf(text).map((detail) => ({ path: at, detail })));
}

function directionWarnings(direction: Direction, policy: UncheckedNetworkPolicy): CidrWarning[] {
  const peerField = PEER_FIELD[direction];
  return (policy.spec?.[direction] ?? []).flatMap((rule, i) =>
    (rule[peerField] ?? []).flatMap(({ ipBlock }, j) =>
      ipBlock === undefined
        ? []
        : blockWarnings(['spec', direction, i, peerField, j, 'ipBlock'], ipBlock),
    ),
  );
}

/** CIDRs that stop being accepted in Kubernetes 1.36, for a policy meant for an earlier release. */
export function cidrWarnings(policy: UncheckedNetworkPolicy): CidrWarning[] {
  return [...directionWarnings('ingress', policy), ...directionWarnings('egress', policy)];
}
