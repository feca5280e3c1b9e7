/**
 * A copy without proxies, getters and functions. Vue, Svelte, Solid and Alpine hand out proxies, and Klarna's script posts
 * what it gets to its frame: browsers refuse to post a proxy (`DataCloneError`).
 */
export const plainCopy = <Value>(value: Value): Value => JSON.parse(JSON.stringify(value));
