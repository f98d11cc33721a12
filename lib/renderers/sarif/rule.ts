import type { JsonObject, Severity } from '../../kernel';
import type { PagePart } from '../shared/check-page';
import type { ReportRule } from '../shared/report/reported';

/** The words of SARIF for how bad something is. */
export const LEVELS: Readonly<Record<Severity, 'error' | 'warning' | 'note'>> = {
  error: 'error',
  warning: 'warning',
  info: 'note',
};

/** How GitHub ranks alerts about security: 8.0 is high, 5.0 medium, 2.0 low. */
const SECURITY: Readonly<Record<Severity, string>> = { error: '8.0', warning: '5.0', info: '2.0' };

/** One row of the rule table. */
export function sarifRule({ id, name, severity, summary, page }: ReportRule): JsonObject {
  return {
    id,
    name: pascalCase(name),
    shortDescription: { text: summary },
    fullDescription: { text: fullText(page, summary) },
    help: { text: pageAs(page, 'text'), markdown: pageAs(page, 'markdown') },
    defaultConfiguration: { level: LEVELS[severity] },
    properties: {
      tags: ['security'],
      precision: 'high',
      'security-severity': SECURITY[severity],
    },
  };
}

function pascalCase(name: string): string {
  return name
    .split('-')
    .map((word) => word.slice(0, 1).toUpperCase() + word.slice(1))
    .join('');
}

type Page = ReportRule['page'];

/** The summary, and what comes of it. */
function fullText(page: Page, summary: string): string {
  const [first] = page.flatMap(({ parts }) => parts);
  return first?.kind === 'text' ? `${summary} ${first.text}` : summary;
}

function pageAs(page: Page, how: 'text' | 'markdown'): string {
  const sections = page.map(({ title, parts }) => {
    const heading = how === 'markdown' ? `## ${title}` : `${title}:`;
    return [heading, ...parts.map((part) => partText(part, how))].join('\n\n');
  });
  return sections.join('\n\n');
}

function partText(part: PagePart, how: 'text' | 'markdown'): string {
  switch (part.kind) {
    case 'text':
      return part.text;
    case 'link':
      return how === 'markdown' ? `[${part.title}](${part.url})` : `${part.title}: ${part.url}`;
    case 'code':
      return how === 'markdown' ? `\`\`\`${part.language}\n${part.text}\n\`\`\`` : part.text;
  }
}
