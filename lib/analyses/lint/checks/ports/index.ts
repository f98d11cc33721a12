import type { Check } from '../../check';
import { dashBeforePorts } from './dash-before-ports';
import { dnsOverUdpOnly } from './dns-over-udp-only';
import { dnsRuleTooBroad } from './dns-rule-too-broad';
import { dnsUnreachable } from './dns-unreachable';
import { emptyPorts } from './empty-ports';
import { namedPortThatNobodyDeclares } from './named-port-that-nobody-declares';
import { oneSideOpen } from './one-side-open';
import { portEntryWithoutNumber } from './port-entry-without-number';
import { portThatNothingListensOn } from './port-that-nothing-listens-on';
import { protocolOmittedForUdp } from './protocol-omitted-for-udp';
import { replicasThatCannotTalk } from './replicas-that-cannot-talk';
import { servicePortInsteadOfTargetPort } from './service-port-instead-of-target-port';

/** In the order of their ids. */
export const PORTS: readonly Check[] = [
  servicePortInsteadOfTargetPort,
  dashBeforePorts,
  dnsUnreachable,
  dnsOverUdpOnly,
  dnsRuleTooBroad,
  protocolOmittedForUdp,
  namedPortThatNobodyDeclares,
  emptyPorts,
  portEntryWithoutNumber,
  oneSideOpen,
  replicasThatCannotTalk,
  portThatNothingListensOn,
];
