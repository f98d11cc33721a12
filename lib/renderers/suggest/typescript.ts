import { type Claim, compareText, type IntentEndpoint, oneLine } from '../../kernel';
import type { SuggestedIntent, SuggestResult } from '../../results';
import { claimCodes } from './claim-code';
import { text } from './code';
import { isSayable } from './end-code';
import { remarksOf, remarksOn } from './remarks';

/** A statement of the file, and what it takes from the package. */
interface Written {
  readonly lines: readonly string[];
  readonly uses: readonly string[];
}

/** Suggested intents as a module that states them for a chart. */
export function suggestToTypescript(result: SuggestResult): string {
  const written = result.suggestions.map(statement);
  const uses = [...new Set(['Intent', ...written.flatMap((each) => each.uses)])].sort(compareText);
  return [
    ...remarksOf(result).map((line) => `// ${line}`.trimEnd()),
    "import type { Construct } from 'constructs';",
    `import { ${uses.join(', ')} } from 'cdk8s-netpol';`,
    '',
    '/** What is reachable today; `PolicyApp` proves it at synth. */',
    'export function intents(scope: Construct): void {',
    ...written.flatMap(({ lines }) => lines.map((line) => `  ${line}`)),
    '}',
    '',
  ].join('\n');
}

function statement(suggestion: SuggestedIntent): Written {
  const { intent } = suggestion;
  const remarks = remarksOn(suggestion).map((line) => `// ${line}`);
  if (!endsOf(intent).every(isSayable)) {
    const left = `// left out, as one label has two conditions: ${oneLine(intent.name)}`;
    return { lines: [...remarks, left], uses: [] };
  }
  const codes = claimCodes(intent);
  const statements = codes.map((code, index) => {
    const name = codes.length === 1 ? intent.name : `${intent.name} (${index + 1})`;
    return `new Intent(scope, ${text(name).text},\n    ${code.text});`;
  });
  return { lines: [...remarks, ...statements], uses: codes.flatMap(({ uses }) => uses) };
}

function endsOf(claim: Claim): readonly IntentEndpoint[] {
  const flows = 'flows' in claim ? claim.flows : [];
  const sealed = [
    ...('pods' in claim ? claim.pods : []),
    ...('from' in claim ? claim.from : []),
    ...('to' in claim ? claim.to : []),
  ];
  return [...sealed, ...flows.flatMap(({ from, to }) => [...from, ...to])];
}
