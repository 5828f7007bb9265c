import { createHash } from 'node:crypto';
import axe from 'axe-core';
import { HtmlValidate } from 'html-validate';
import { JSDOM, VirtualConsole } from 'jsdom';
import { describe, expect, it } from 'vitest';
import { PROVENANCE_ID, reportHtml } from '../../../src/render/report/index.js';
import { HOSTILE, sample } from './sample.js';

const page = reportHtml(sample);
/** Contrast is looked at in Chromium: it takes a canvas. */
const AXE = `axe.run({ rules: { 'color-contrast': { enabled: false } } })`;
/** HTML has no NUL; all else of a text arrives as it was. */
const arrived = (text: string) => text.replaceAll('\u0000', '�');

describe('a report', () => {
  const { document } = new JSDOM(page).window;

  it('shows every text as it is, whatever it holds', () => {
    expect(document.querySelector('h1')?.textContent).toBe(arrived(sample.title));
    expect(document.querySelector('pre code')?.textContent).toBe(arrived(sample.script));
    expect(document.querySelectorAll('td')[1].textContent).toBe(arrived(HOSTILE));
    expect(document.querySelector('figcaption strong')?.textContent).toBe(arrived(HOSTILE));
    expect(document.querySelector('img')?.alt).toContain(arrived(HOSTILE));
    expect(document.querySelector('dd:last-child')).not.toBeNull();
  });

  it('runs nothing but its own program, and asks for nothing', () => {
    const scripts = [...document.scripts].map(({ type, id }) => type || id || 'program');
    expect(scripts).toEqual(['application/json', 'application/json', 'program']);
    const attributes = [...document.querySelectorAll('*')].flatMap((element) => [...element.attributes]);
    expect(attributes.filter(({ name }) => /^on|^style$/.test(name))).toEqual([]);
    const addresses = attributes.filter(({ name }) => /^(src|href|xlink:href|action|srcset)$/.test(name));
    expect(addresses.length).toBeGreaterThan(0);
    expect(addresses.filter(({ value }) => !value.startsWith('data:image/png;base64,'))).toEqual([]);
    expect(document.querySelectorAll('img')).toHaveLength(2);
  });

  it('says so in a policy that browsers keep to', () => {
    const policy = document.querySelector('meta[http-equiv]')?.getAttribute('content') ?? '';
    const hash = (text: string | null | undefined) =>
      `'sha256-${createHash('sha256')
        .update(text ?? '')
        .digest('base64')}'`;
    expect(policy.split('; ')).toEqual([
      "default-src 'none'",
      'img-src data:',
      `style-src ${hash(document.querySelector('style')?.textContent)}`,
      `script-src ${hash([...document.scripts].at(-1)?.textContent)}`,
      "base-uri 'none'",
      "form-action 'none'",
    ]);
  });

  it('holds its provenance as JSON', () => {
    const block = document.getElementById(PROVENANCE_ID)?.textContent ?? '';
    expect(JSON.parse(block)).toEqual(sample.provenance);
    expect(block).not.toMatch(/[<>&]/);
  });

  it('keeps figures apart and has them named', () => {
    const svg = document.querySelector('.plot svg')!;
    const [title, description] = ['aria-labelledby', 'aria-describedby'].map((name) =>
      document.getElementById(svg.getAttribute(name) ?? ''),
    );
    expect([title?.textContent, description?.textContent]).toEqual([arrived(HOSTILE), arrived(HOSTILE)]);
    const clip = svg.querySelector('clipPath')!;
    expect(svg.querySelector('circle')?.getAttribute('clip-path')).toBe(`url(#${clip.id})`);
    expect(clip.id).not.toBe('clip0');
    expect(svg.querySelector('text')?.textContent).toBe('words');
  });

  it('is the same bytes again', () => {
    expect(reportHtml(sample)).toBe(page);
  });
});

describe('checked by others', () => {
  it('html-validate finds no error', async () => {
    const validator = new HtmlValidate({
      extends: ['html-validate:recommended', 'html-validate:document', 'html-validate:a11y'],
      // A title is as long as the script makes it.
      rules: { 'long-title': 'off', 'no-inline-style': 'error' },
    });
    const { results } = await validator.validateString(page);
    const found = results.flatMap(({ messages }) => messages.filter(({ severity }) => severity === 2));
    expect(found.map(({ ruleId, message, line }) => `${line} ${ruleId}: ${message}`)).toEqual([]);
  });

  it.each(['outside-only', 'dangerously'] as const)(
    'axe-core finds nothing serious (scripts: %s)',
    async (runScripts) => {
      const { window } = new JSDOM(page, { runScripts, virtualConsole: new VirtualConsole() });
      window.eval(axe.source);
      const { violations, passes } = (await window.eval(AXE)) as axe.AxeResults;
      const grave = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
      expect(grave.map(({ id, nodes }) => `${id}: ${nodes[0].html}`)).toEqual([]);
      expect(passes.length).toBeGreaterThan(10);
    },
  );
});

describe('its program, in a browser without pictures', () => {
  const { document } = new JSDOM(page, { runScripts: 'dangerously' }).window;
  const heads = [...document.querySelectorAll('thead th')];
  const ids = () => [...document.querySelectorAll('tbody th')].map(({ textContent }) => textContent);
  const press = (name: string) =>
    heads
      .find(({ textContent }) => textContent === name)
      ?.querySelector('button')
      ?.click();

  it('sorts by numbers and by words, missing values last', () => {
    press('TUF [Mx]');
    expect(ids()).toEqual(['a', 'b', arrived(HOSTILE)]);
    press('TUF [Mx]');
    expect(ids()).toEqual(['b', 'a', arrived(HOSTILE)]);
    expect(document.querySelectorAll('[aria-sort=descending]')).toHaveLength(1);
    press('id');
    expect(ids().slice(-2)).toEqual(['a', 'b']);
    expect(document.querySelectorAll('[aria-sort]')).toHaveLength(1);
  });

  it('offers what is worth copying, and leaves out what it cannot do', () => {
    const labels = [...document.querySelectorAll('button')].map((button) => button.textContent);
    expect(labels.filter((label) => label === 'Copy the script')).toHaveLength(1);
    expect(document.querySelectorAll('td button')).toHaveLength(4);
    const isHidden = ({ classList }: Element) => classList.contains('apart');
    expect([...document.querySelectorAll('td code')].map(isHidden)).toEqual([true, false, true, false]);
    expect(document.getElementById('view')?.hidden).toBe(true);
    expect(document.querySelectorAll('.patch img')).toHaveLength(2);
  });
});
