/** What stands in the place of a profile: no policy holds anything back. */
export const FREE = -1;

/** Nothing passes, not even between a pod and its own node. */
export const CLOSED = -2;
