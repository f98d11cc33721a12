import type { Check } from '../../check';
import { servicePortInsteadOfTargetPort } from './service-port-instead-of-target-port';

/** In the order of their ids. */
export const PORTS: readonly Check[] = [servicePortInsteadOfTargetPort];
