/*
 * What stands in the place of a profile where rules do not decide. Both are below zero, so that one
 * comparison tells them from the numbers of profiles.
 */

/** No policy holds anything back. */
export const FREE = -1;

/** Nothing passes, not even between a pod and its own node. */
export const CLOSED = -2;
