import { groupBy } from '../../kernel';
import type { CheckInfo, ExampleCode } from '../../results';

/** One piece of a page. Text may hold words in backticks. */
export type PagePart =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'code'; readonly language: 'yaml' | 'ts' | 'sh'; readonly text: string }
  | { readonly kind: 'link'; readonly title: string; readonly url: string };

/** A part of a page with its heading. */
export interface PageSection {
  readonly title: string;
  readonly parts: readonly PagePart[];
}

/** Checks of one kind, by the first digit of their ids. */
export interface CheckBlock {
  /** `NP1`: what selects all of them. */
  readonly id: string;
  readonly title: string;
  readonly checks: readonly CheckInfo[];
}

const TITLES: Readonly<Record<string, string>> = {
  NP0: 'Correctness: what is written is not what was meant',
  NP1: 'Exposure: more passes than should',
  NP2: 'Isolation: what no policy protects, or cuts off by accident',
  NP3: 'Dead: what never takes effect',
  NP4: 'Platform: what this cluster treats in its own way',
  NP5: 'Hygiene: what will mislead the next reader',
  NP6: 'Ports: what does not meet the port that is listened on',
};

/** The checks by block, in the order of their ids. */
export function checkBlocks(checks: readonly CheckInfo[]): readonly CheckBlock[] {
  const blocks = groupBy(checks, ({ id }) => id.slice(0, 'NP1'.length));
  return [...blocks].map(([id, own]) => ({ id, title: TITLES[id] ?? id, checks: own }));
}

/** What the page of a check says below its summary, in order. */
export function checkPage(check: CheckInfo): readonly PageSection[] {
  const { why, how, help, acknowledge, references } = check;
  return [
    { title: 'Why it matters', parts: [text(why)] },
    { title: 'How it is decided', parts: [text(how)] },
    { title: 'What to do', parts: [text(`${capital(help)}.`)] },
    ...exampleSections(check),
    { title: 'When to acknowledge it', parts: [text(acknowledge)] },
    { title: 'How to configure it', parts: configuring(check) },
    { title: 'References', parts: references.map((link) => ({ kind: 'link', ...link })) },
  ];
}

function exampleSections({ examples }: CheckInfo): readonly PageSection[] {
  const { given, profile, avoid, prefer } = examples;
  const under = profile === undefined ? [] : [text(`With \`--profile ${profile}\`.`)];
  const besides = given === undefined ? [] : [text('Beside both:'), yaml(given)];
  return [
    { title: 'Avoid', parts: [...under, ...besides, ...codeOf(avoid)] },
    { title: 'Prefer', parts: codeOf(prefer) },
  ];
}

function codeOf({ yaml: manifest, typescript }: ExampleCode): readonly PagePart[] {
  const program: readonly PagePart[] =
    typescript === undefined ? [] : [{ kind: 'code', language: 'ts', text: typescript.trim() }];
  return [yaml(manifest), ...program];
}

function configuring({ id }: CheckInfo): readonly PagePart[] {
  return [
    text('For one run:'),
    {
      kind: 'code',
      language: 'sh',
      text: `netpol lint --ignore ${id}\nnetpol lint --select ${id}`,
    },
    text('For a project, in `netpol.yaml`, as `off`, `info`, `warning` or `error`:'),
    yaml(`checks:\n  ${id}: off`),
    text('For one place, behind the line or above it:'),
    yaml(`# netpol-ignore ${id} -- why it is right here, in ten characters or more`),
  ];
}

function text(words: string): PagePart {
  return { kind: 'text', text: words };
}

function yaml(manifest: string): PagePart {
  return { kind: 'code', language: 'yaml', text: manifest.trim() };
}

function capital(words: string): string {
  return words.slice(0, 1).toUpperCase() + words.slice(1);
}
