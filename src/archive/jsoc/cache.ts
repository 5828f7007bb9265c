import { createHash } from 'node:crypto';
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { writeAtomically } from '../atomic-write.js';
import { literal, number, object, parseJson, text } from '../../diagnostics/structure.js';

const VERSION = 1;
const entry = object({ version: literal(VERSION), question: text, time: number, answer: text });

/** What was answered to a question at most `age` ms before `now`; undefined when nothing usable is kept. */
export async function kept(
  folder: string,
  question: string,
  now: number,
  age: number,
): Promise<string | undefined> {
  const file = fileOf(folder, question);
  try {
    const found = entry(parseJson(await readFile(file, 'utf8'), file), { file, key: '' });
    const isFresh = found.time <= now && now - found.time < age;
    return found.question === question && isFresh ? found.answer : undefined;
  } catch {
    return undefined;
  }
}

/** Keeps an answer. */
export async function keep(folder: string, question: string, answer: string, time: number): Promise<void> {
  const content = { version: VERSION, question, time, answer };
  await writeAtomically(fileOf(folder, question), JSON.stringify(content));
}

export async function forget(folder: string, question: string): Promise<void> {
  await rm(fileOf(folder, question), { force: true });
}

function fileOf(folder: string, question: string): string {
  return join(folder, `${createHash('sha256').update(question).digest('hex').slice(0, 32)}.json`);
}
