/** What becomes of a flow: every conformant implementation agrees, or `undecided` with the reasons. */
export type VerdictWord = 'allowed' | 'denied' | 'undecided';
