import type { Check } from '../../check';
import { emptyPeerList } from './empty-peer-list';

/** In the order of their ids. */
export const CORRECTNESS: readonly Check[] = [emptyPeerList];
