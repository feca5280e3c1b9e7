export const isText = (value: unknown): value is string => typeof value === 'string' && value !== '';

/** The text, or undefined if the value is empty or not a text. */
export const toText = (value: unknown): string | undefined => (isText(value) ? value : undefined);
