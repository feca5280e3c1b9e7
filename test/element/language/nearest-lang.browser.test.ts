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

  it('is the page’s where nothing is nearer', () => expect(nearestLang(add(room))).to.equal('fi'));

  it('is an ancestor’s before the page’s, and its own before all', () => {
    const ancestor = add(room, 'de-AT');
    expect(nearestLang(add(add(ancestor)))).to.equal('de-AT');
    expect(nearestLang(add(ancestor, 'fr'))).to.equal('fr');
  });

  it('is looked for outside of shadow roots, one within the other', () => {
    const outer = add(add(room, 'pl')).attachShadow({ mode: 'closed' });
    const inner = add(add(outer)).attachShadow({ mode: 'open' });
    expect(nearestLang(add(inner))).to.equal('pl');
    expect(nearestLang(add(add(inner, 'cs')))).to.equal('cs');
  });

  it('is nothing where the page says that it does not know', () => {
    expect(nearestLang(add(add(room, 'de'), ''))).to.equal(undefined);
    page.removeAttribute('lang');
    expect(nearestLang(add(room))).to.equal(undefined);
  });

  it('is nothing outside of every document', () =>
    expect(nearestLang(document.createElement('div'))).to.equal(undefined));
});
