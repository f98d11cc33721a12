import { portNameProblems, portNumberProblems } from '../field-rules';
import type { ObjectPath } from '../object-path';
import { isProtocol, PROTOCOLS } from '../protocol';
import { invalid, type PolicyError, unsupported } from './policy-error';
import type { UncheckedPort } from './unchecked';

function endPortProblems(port: number | string | undefined, endPort: number): string[] {
  switch (typeof port) {
    case 'undefined':
      return ['may not be specified when `port` is not specified'];
    case 'string':
      return ['may not be specified when `port` is non-numeric'];
    default:
      return [
        ...(endPort < port ? ['must be greater than or equal to `port`'] : []),
        ...portNumberProblems(endPort),
      ];
  }
}

function portProblems(port: number | string | undefined): string[] {
  if (port === undefined) return [];
  return typeof port === 'number' ? portNumberProblems(port) : portNameProblems(port);
}

/** What the API server says of one entry of `ports` (`ValidateNetworkPolicyPort`). */
export function validatePort(path: ObjectPath, entry: UncheckedPort): PolicyError[] {
  const { protocol, port, endPort } = entry;
  return [
    ...(protocol === undefined || isProtocol(protocol)
      ? []
      : [unsupported([...path, 'protocol'], protocol, PROTOCOLS)]),
    ...invalid([...path, 'port'], port, portProblems(port)),
    ...(endPort === undefined
      ? []
      : invalid([...path, 'endPort'], endPort, endPortProblems(port, endPort))),
  ];
}
