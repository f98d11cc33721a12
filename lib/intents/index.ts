/**
 * intents: what people without TypeScript say must hold.
 *
 * In: the text of an intents file. Out: statements, as constructs make them, that know their file
 * and line; a diagnostic for everything wrong; and statements as such a text again.
 * Never: whether an intent holds, and the disk.
 */
export { formatIntents } from './format-intents';
export { joinIntents } from './join-intents';
export { parseIntents } from './parse-intents';
export type { ParsedIntents } from './parsed-intents';
export { INTENTS_FILES, setIntentsAside } from './set-aside';
