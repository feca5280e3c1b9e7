/**
 * Decorators for properties that pages and frameworks assign. React, Preact and Vue assign `undefined`, `null` or `''` when
 * they remove an attribute, so these three mean unset. A property that was never set has its preset and counts as
 * unchanged. So the element reflects no attribute, and hydration finds the attributes of the served HTML.
 */
import type { LitElement, PropertyDeclaration } from 'lit';
import { warnOfUsage } from './diagnostics/warn-of-usage.ts';

type Clean = (value: unknown, element?: HTMLElement, name?: string) => unknown;

/** A text property with an attribute. The preset is not reflected. */
export function text(preset?: string) {
  const clean: Clean = (value) =>
    value === undefined || value === null || value === false || value === '' ? preset : String(value);
  return property(clean, { converter: { toAttribute: (value: unknown) => (value === preset ? null : value) } });
}

/** A Boolean property with an attribute. As in HTML any text means true. The text `"false"` causes a warning. */
export function flag() {
  const clean: Clean = (value, element, name = '') => {
    if (value === 'false' && element) warnOfUsage('false', element, name);
    return Boolean(value);
  };
  const fromAttribute = (value: string | null) => value !== null && (value || true);
  return property(clean, { converter: { fromAttribute, toAttribute: (value: unknown) => (value ? '' : null) } });
}

/** A property for an object or a promise, without an attribute. */
export const object = (declaration: PropertyDeclaration = {}) =>
  property((value) => (typeof value === 'object' && value !== null ? value : undefined), {
    attribute: false,
    ...declaration,
  });

function property(clean: Clean, declaration: PropertyDeclaration) {
  return (prototype: LitElement, name: string): void => {
    const attribute = name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
    const options = { attribute, reflect: true, ...declaration, noAccessor: true };
    (prototype.constructor as typeof LitElement).createProperty(name, options);
    const values = new WeakMap<LitElement, unknown>();
    const read = (element: LitElement) => (values.has(element) ? values.get(element) : clean(undefined));
    Object.defineProperty(prototype, name, {
      get() {
        return read(this);
      },
      set(value: unknown) {
        const before = read(this);
        values.set(this, clean(value, this, name));
        this.requestUpdate(name, before, options);
      },
      configurable: true,
      enumerable: true,
    });
  };
}
