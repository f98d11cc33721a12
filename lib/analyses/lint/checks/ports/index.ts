import type { Check } from '../../check';
import { dashBeforePorts } from './dash-before-ports';
import { dnsOverUdpOnly } from './dns-over-udp-only';
import { dnsUnreachable } from './dns-unreachable';
import { servicePortInsteadOfTargetPort } from './service-port-instead-of-target-port';

/** In the order of their ids. */
export const PORTS: readonly Check[] = [
  servicePortInsteadOfTargetPort,
  dashBeforePorts,
  dnsUnreachable,
  dnsOverUdpOnly,
];
