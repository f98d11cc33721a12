import type { PossiblePods } from '../../../engine';

/** A namespace in which a pod may come to exist. */
export type Place = PossiblePods['places'][number];
