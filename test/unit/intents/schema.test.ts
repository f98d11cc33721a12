import Ajv2020 from 'ajv/dist/2020';
import { expect, test } from 'vitest';
import { formatIntents, parseIntents } from '../../../lib/intents';
import { InternalError, type Json } from '../../../lib/kernel';
import { parsePlain } from '../../../lib/manifests';
import schema from '../../../schema/intents.json';
import { EVERY_FORM, fileOf, MISTAKES } from './examples';

const validate = new Ajv2020({ strict: false }).compile(schema);

function jsonOf(text: string): Json {
  const [document] = parsePlain(text, 'intents.yaml').documents;
  if (document === undefined) throw new InternalError('the example holds no document');
  return document.value;
}

test('the published schema accepts everything a file can say', () => {
  validate(jsonOf(EVERY_FORM));
  expect(validate.errors).toBeNull();
});

test('the published schema accepts what is written', () => {
  validate(jsonOf(formatIntents(parseIntents(EVERY_FORM, 'intents.yaml').statements)));
  expect(validate.errors).toBeNull();
});

test.each(Object.entries(MISTAKES))('the published schema refuses %s', (_, entry) => {
  expect(validate(jsonOf(fileOf(entry)))).toBe(false);
});

test.each(['intents: []', 'intents: {}', 'intent: []', '[]', 'intents: [{closed: a/b}]\nmore: 1'])(
  'the published schema refuses `%s`',
  (text) => {
    expect(validate(jsonOf(text))).toBe(false);
    expect(parseIntents(text, 'intents.yaml').diagnostics).not.toEqual([]);
  },
);
