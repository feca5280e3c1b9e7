import { warnOfUsage } from '../diagnostics/warn-of-usage.ts';
import { hasSubmitButton } from './implicit-submission.ts';

/** An attribute such as `return validate(this)` is a validator: it returns a yes or a no. */
const IS_VALIDATOR = /^\s*return\s+!?[\w$.]+\s*\(/;

/** `return false` only keeps Enter from reloading the page. It validates nothing. */
const IS_REFUSAL = /^\s*return false;?\s*$/;

/**
 * A form with `novalidate` validates itself. If it has no submit button and an attribute `onsubmit="return validate()"`, the
 * element calls that validator. The event has a name of its own, because on a real `submit` Turbo, htmx and form actions
 * send the form. No other handler or listener is called: it may place the order, or cancel every submit.
 *
 * @returns false if the handler returned false, or cancelled the event while a field is invalid
 */
export function acceptsPress(form: HTMLFormElement, host: HTMLElement): boolean {
  const { onsubmit } = form;
  const isInvalid = () => Array.from(form.elements).some((field) => field.matches(':invalid, [aria-invalid="true"]'));
  const written = form.getAttribute('onsubmit') ?? '';
  const hasHandler = onsubmit && !hasSubmitButton(form) && !IS_REFUSAL.test(written);
  // A script may have replaced the attribute's handler.
  if (!hasHandler || !IS_VALIDATOR.test(written) || !String(onsubmit).includes(written)) {
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
  // As a listener, so that the browser reports an error of the handler.
  form.dispatchEvent(question);
  const isRefused = answer === false || (question.defaultPrevented && isInvalid());
  if (isRefused) void warnOfUsage('onsubmit', host);
  return !isRefused;
}
