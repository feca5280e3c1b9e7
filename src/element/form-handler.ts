import { hasSubmitButton } from './implicit-submission.ts';
import { warnOfUsage } from './warn-of-usage.ts';

/** It keeps Enter from loading the page anew, and judges nothing. */
const NEVER = /^\s*return false;?\s*$/;

/**
 * A form with `novalidate` judges itself. If it has no submit button of its own, its `onsubmit` handler is asked, with an
 * event that nobody else hears: a real `submit` would have Turbo, htmx and form actions send the form. Listeners are not
 * asked for that reason, and because those of most frameworks cancel every submit.
 *
 * @returns false if the handler returned false, or cancelled the event while a field is not valid
 */
export function acceptsPress(form: HTMLFormElement, host: HTMLElement): boolean {
  const { onsubmit } = form;
  const isInvalid = () => Array.from(form.elements).some((field) => field.matches(':invalid, [aria-invalid="true"]'));
  const isJudge = onsubmit && !hasSubmitButton(form) && !NEVER.test(form.getAttribute('onsubmit') ?? '');
  if (!isJudge) {
    if (isInvalid()) void warnOfUsage('novalidate', host);
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
