import type { Claim, IntentEndpoint } from '../../kernel';
import { type Code, call, method, object, oneOrList } from './code';
import { endCode, endsCode, portsCode } from './end-code';

/** What an intent demands, in the DSL: one expression for each claim that it takes. */
export function claimCodes(claim: Claim): readonly Code[] {
  switch (claim.kind) {
    case 'reaches':
      return claim.flows.map(({ from, to, ports }) =>
        method(call('every', ...codes(from)), 'reaches', endsCode(to), ...portsCode(ports)),
      );
    case 'never-reaches':
      return claim.flows.map(({ from, to, ports }) =>
        method(
          call('no', ...codes(from)),
          'reaches',
          endsCode(to),
          ...(ports === undefined ? [] : portsCode(ports)),
        ),
      );
    case 'never-reaches-transitively':
      return claim.flows.map(({ from, to }) =>
        method(call('no', ...codes(from)), 'reachesTransitively', ...codes(to)),
      );
    case 'reached-only-by':
      return [reachedOnlyBy(claim)];
    case 'reaches-only':
      return [reachesOnly(claim)];
    case 'closed':
      return [closed(claim)];
    case 'resolves-names':
      return [method(call('every', ...codes(claim.from)), 'resolvesNames')];
  }
}

function codes(ends: readonly IntentEndpoint[]): readonly Code[] {
  return ends.map(endCode);
}

function reachedOnlyBy({ to, flows }: Extract<Claim, { kind: 'reached-only-by' }>): Code {
  const [first, ...others] = flows;
  if (first === undefined) return method(call('nothing'), 'reaches', ...codes(to));
  if (others.length === 0) {
    const ports = portsCode(first.ports);
    return method(call('only', ...codes(first.from)), 'reaches', endsCode(to), ...ports);
  }
  const clients = flows.map(({ from, ports }) =>
    object([
      ['from', endsCode(from)],
      ['on', oneOrList(portsCode(ports))],
    ]),
  );
  return method(call('only', ...clients), 'reach', ...codes(to));
}

function reachesOnly({ from, flows }: Extract<Claim, { kind: 'reaches-only' }>): Code {
  const subject = call('every', ...codes(from));
  if (flows.length === 0) return method(subject, 'reachesNothing');
  const servers = flows.map(({ to, ports }) =>
    object([
      ['to', endsCode(to)],
      ['on', oneOrList(portsCode(ports))],
    ]),
  );
  return method(subject, 'reachesOnly', ...servers);
}

function closed({ pods, directions }: Extract<Claim, { kind: 'closed' }>): Code {
  if (directions.length > 1) return call('closed', ...codes(pods));
  const verb = directions[0] === 'ingress' ? 'reaches' : 'leaves';
  return method(call('nothingElse'), verb, ...codes(pods));
}
