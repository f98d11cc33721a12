import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { examplesOf, type PageExample } from '../construct-page';
import { REPOSITORY } from '../repository';
import { readSentence, type Sentence } from './sentence';

/** One recipe of the cookbook: a program, and what its list says gets through. */
export interface Recipe {
  readonly title: string;
  readonly example: PageExample;
  readonly sentences: readonly Sentence[];
}

/**
 * A heading, what is wanted in one paragraph, one program, and a list to its end. Nothing follows the
 * list, and nothing but sentences of the grammar stands in it: there is no room for an untested word.
 */
const SHAPE =
  /^(?<title>.+)\n\n(?:.+\n)+\n```ts\n[^`]+\n```\n\n(?<list>- .+\n(?:(?:- | {2}).+\n)*)$/;

/** The recipes of a page, in their order. @throws where one has another shape, or says what no test checks */
export function recipesOf(page: string): readonly Recipe[] {
  const text = readFileSync(join(REPOSITORY, page), 'utf8');
  const examples = examplesOf(page);
  const sections = text.split(/^### /m).slice(1).map(withoutNextChapter);
  if (sections.length !== examples.length) throw new Error('a program stands outside of a recipe');
  return examples.map((example, index) => recipe(sections[index] ?? '', example));
}

function withoutNextChapter(section: string): string {
  return `${section.split(/^## /m)[0]?.trimEnd()}\n`;
}

function recipe(section: string, example: PageExample): Recipe {
  const { title, list } = SHAPE.exec(section)?.groups ?? {};
  if (title === undefined || list === undefined) {
    throw new Error(`${example.title} is no recipe: heading, wish, program, list`);
  }
  const sentences = list
    .split(/^- /m)
    .slice(1)
    .map((item) => readSentence(item.replace(/\s+/g, ' ').trim()));
  return { title, example, sentences };
}
