import { warnOfUsage } from '../diagnostics/warn-of-usage.ts';
import { hasSubmitButton } from './implicit-submission.ts';

/** An attribute that returns the answer of a function, `return validate(this)`: its author expects a yes or a no. */
const JUDGE = /^\s*return\s+!?[\w$.]+\s*\(/;

/** It keeps Enter from loading the page anew, and judges nothing. */
const NEVER = /^\s*return false;?\s*$/;

/**
 * A form with `novalidate` judges itself. If it has no submit button and the attribute `onsubmit="return validate()"`, the
 * element asks that one, with an event that nobody else hears: a real `submit` would have Turbo, htmx and form actions
 * send the form. The element asks no other handler and no listener: they may place the order, or cancel every submit.
 *
 * @returns false if the handler returned false, or cancelled the event while a field is not valid
 */
export function acceptsPress(form: HTMLFormElement, host: HTMLElement): boolean {
  const { onsubmit } = form;
  const isInvalid = () => Array.from(form.elements).some((field) => field.matches(':invalid, [aria-invalid="true"]'));
  const written = form.getAttribute('onsubmit') ?? '';
  const hasHandler = onsubmit && !hasSubmitButton(form) && !NEVER.test(written);
  // A script may have put another handler in the place of the attribute's.
  if (!hasHandler || !JUDGE.test(written) || !String(onsubmit).includes(written)) {
    if (hasHandler) void warnOfUsage('handler', host);
    else if (isInvalid()) void warnOfUsage('novalidate', host);
    return true;
  }
  const question = new SubmitEvent('klarna-validate', { cancelable: true });
  let answer: unknown;
  const ask = () => {
    answer = onsubmit.call(form, question);
  };
  form.addEventListener(question.type, ask, { once: true });
  // The browser reports what the handler throws.
  form.dispatchEvent(question);
  const isRefused = answer === false || (question.defaultPrevented && isInvalid());
  if (isRefused) void warnOfUsage('onsubmit', host);
  return !isRefused;
}
