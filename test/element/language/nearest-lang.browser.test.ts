import { expect } from 'chai';
import { nearestLang } from '../../../src/element/language/nearest-lang.ts';

describe('the nearest lang', () => {
  const page = document.documentElement;
  const before = page.lang;
  const room = document.createElement('div');

  beforeEach(() => {
    page.lang = 'fi';
    room.innerHTML = '';
    document.body.append(room);
  });

  afterEach(() => {
    room.remove();
    page.lang = before;
  });

  const add = (parent: ParentNode, lang?: string): HTMLElement => {
    const element = document.createElement('div');
    if (lang !== undefined) element.setAttribute('lang', lang);
    parent.append(element);
    return element;
  };

  it('is the page’s if nothing is nearer', () => expect(nearestLang(add(room))).to.equal('fi'));

  it('is the element’s own, else an ancestor’s, else the page’s', () => {
    const ancestor = add(room, 'de-AT');
    expect(nearestLang(add(add(ancestor)))).to.equal('de-AT');
    expect(nearestLang(add(ancestor, 'fr'))).to.equal('fr');
  });

  it('is found across nested shadow roots', () => {
    const outer = add(add(room, 'pl')).attachShadow({ mode: 'closed' });
    const inner = add(add(outer)).attachShadow({ mode: 'open' });
    expect(nearestLang(add(inner))).to.equal('pl');
    expect(nearestLang(add(add(inner, 'cs')))).to.equal('cs');
  });

  it('is undefined if the nearest lang is empty', () => {
    expect(nearestLang(add(add(room, 'de'), ''))).to.equal(undefined);
    page.removeAttribute('lang');
    expect(nearestLang(add(room))).to.equal(undefined);
  });

  it('is undefined outside of a document', () =>
    expect(nearestLang(document.createElement('div'))).to.equal(undefined));
});
