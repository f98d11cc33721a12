/** What each verb does. The build makes it load a verb only when that verb is run. */
export { blastAction as blast } from './blast';
export { checkAction as check } from './check';
export { checksAction as checks } from './checks';
export { diffAction as diff } from './diff';
export { evidenceAction as evidence } from './evidence';
export { explainAction as explain } from './explain';
export { exposureAction as exposure } from './exposure';
export { intentsAction as intents } from './intents';
export { lintAction as lint } from './lint';
export { matrixAction as matrix, reachAction as reach } from './reach';
