/**
 * A copy without proxies, getters and functions. Vue, Svelte, Solid and Alpine wrap objects in proxies. Klarna's script
 * posts its arguments to its frame, and browsers refuse to post a proxy (`DataCloneError`).
 */
export const plainCopy = <Value>(value: Value): Value => JSON.parse(JSON.stringify(value));
