/** The panel under the button for `debug`. It is for developers, so it is in English and loaded on demand. */
import { css, html, nothing, type TemplateResult } from 'lit';
import type { Explanation } from '../../checkout/diagnostics/explain.ts';
import type { ExplainedField } from '../customer-details/form-field.ts';

export const panelStyles = css`
  .debug {
    padding: 12px 16px;
    border: 1px dashed var(--_border);
    border-radius: var(--_radius);
    background: var(--_surface);
    color: var(--_text);
    font: 0.8125rem/1.5 ui-monospace, monospace;
    overflow-wrap: anywhere;
  }

  .debug summary {
    margin: -10px -16px;
    padding: 13px 16px;
    cursor: pointer;
    font-weight: 600;
  }

  .debug dl {
    display: grid;
    grid-template-columns: max-content 1fr;
    gap: 2px 16px;
    margin: 12px 0;
  }

  .debug dt {
    color: var(--_muted);
  }

  .debug :is(dd, ol) {
    margin: 0;
    padding: 0;
  }

  .debug ol {
    max-block-size: 16em;
    overflow: auto;
    list-style: none;
  }

  .debug button {
    inline-size: auto;
    min-block-size: 44px;
    margin-block-start: 12px;
  }
`;

const row = (name: string, value: string | undefined) => (value ? html`<dt>${name}</dt><dd>${value}</dd>` : nothing);

const seconds = (ms: number): string => `${(ms / 1000).toFixed(2)} s`;

const pairs = (record: Readonly<Record<string, string>>): string =>
  Object.entries(record)
    .map(([name, value]) => `${name}: ${value}`)
    .join(', ');

const fieldRow = ({ field, details, left_out, proposal }: ExplainedField): TemplateResult =>
  html`<li>
    ${field}: ${details.join(', ') || `nothing, because it ${left_out}`}
    ${proposal ? html`(by its name: autocomplete="${proposal}")` : nothing}
  </li>`;

async function copy(text: string): Promise<void> {
  try {
    // A page without https has no `navigator.clipboard`.
    await navigator.clipboard.writeText(text);
  } catch (cause) {
    console.warn('The browser let nothing be copied. Copy this text:', text, cause);
  }
}

export function debugPanel(explanation: Explanation & { readonly fields: readonly ExplainedField[] }): TemplateResult {
  const { status, endpoint, environment, session_age, categories, last_error, correlation_ids, timeline } = explanation;
  return html`
    <details part="debug" class="debug" lang="en" open>
      <summary>klarna-checkout-button: ${status}</summary>
      <dl>
        ${row('endpoint', endpoint)} ${row('environment', environment)}
        ${row('market', [explanation.purchase_country, explanation.locale, explanation.intent].filter(Boolean).join(', '))}
        ${row('session', session_age === undefined ? undefined : `${seconds(session_age)} old, ends ${explanation.session_expires_at ?? 'at an unknown time'}`)}
        ${row('categories', pairs(categories))}
        ${row('script', explanation.script_loaded ? 'loaded' : 'not loaded')}
        ${row('last error', last_error && [last_error.code, last_error.reason, last_error.message].filter(Boolean).join(' · '))}
        ${row('what to do', last_error?.advice)} ${row('hints', explanation.hints.join(' '))} ${row('correlation ids', correlation_ids.join(', '))}
      </dl>
      ${
        explanation.fields.length > 0
          ? html`<ol tabindex="0" aria-label="Fields of the form">
              ${explanation.fields.map(fieldRow)}
            </ol>`
          : nothing
      }
      <ol tabindex="0" aria-label="What happened">
        ${timeline.map(({ at, what, detail }) => html`<li>${seconds(at)} ${what} ${pairs(detail)}</li>`)}
      </ol>
      <button type="button" @click=${() => void copy(JSON.stringify(explanation, null, 2))}>Copy</button>
    </details>
  `;
}
