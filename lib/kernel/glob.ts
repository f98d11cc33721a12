/**
 * Whether a text matches a pattern, the whole of it: `*` stands for any characters but `/`, `?` for
 * one of them, and `**` for whole steps of a path, none included: `charts/**`, `**` `/*.yaml`.
 */
export function matchesGlob(text: string, pattern: string): boolean {
  return matchSteps(text.split('/'), pattern.split('/'));
}

/** Whether a word of a pattern stands for more than itself. */
export function isGlob(pattern: string): boolean {
  return /[*?]/.test(pattern);
}

function matchSteps(steps: readonly string[], pattern: readonly string[]): boolean {
  // Which beginnings of the steps match the pattern so far: one row, so that no pattern takes long.
  let reached = steps.map(() => false);
  let none = true;
  for (const word of pattern) {
    const before = [none, ...reached];
    if (word === '**') {
      let any = none;
      reached = reached.map((each) => {
        any ||= each;
        return any;
      });
      continue;
    }
    reached = steps.map((step, i) => (before[i] ?? false) && matchesWord(step, word));
    none = false;
  }
  return reached.at(-1) ?? none;
}

/** The same for one step, without recursion and without going back further than to the last `*`. */
function matchesWord(text: string, pattern: string): boolean {
  let at = 0;
  let next = 0;
  let star = -1;
  let from = 0;
  while (at < text.length) {
    if (pattern[next] === '*') {
      star = next;
      next += 1;
      from = at;
    } else if (pattern[next] === '?' || pattern[next] === text[at]) {
      at += 1;
      next += 1;
    } else if (star >= 0) {
      from += 1;
      at = from;
      next = star + 1;
    } else return false;
  }
  return /^\**$/.test(pattern.slice(next));
}
