import { type Html, html } from './html.ts';

/** The field in which a new customer types the code of Klarna's text message before approving. */
export const signUp = (isWrong: boolean): Html => html`<div class="sign-up">
<label for="code">Sign up with the code that Klarna has texted you</label>
<input id="code" name="code" inputmode="numeric" autocomplete="one-time-code" pattern="[0-9]{6}" required autofocus aria-describedby="code-help"${isWrong && html` aria-invalid="true"`}>
<p id="code-help"${isWrong && html` role="alert"`}>${isWrong ? 'That code is not right. ' : false}Any six digits, except 999999.</p>
</div>`;
