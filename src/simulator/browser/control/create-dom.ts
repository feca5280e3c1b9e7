export type Child = Node | string | number | false | null | undefined;

type Attributes = Readonly<Record<string, string | boolean | undefined>>;

export type Build = ReturnType<typeof createDom>;

/** Builds elements. Data from a shop is inserted as text, never as HTML. */
export function createDom() {
  return <Tag extends keyof HTMLElementTagNameMap>(
    tag: Tag,
    attributes: Attributes = {},
    ...children: Child[]
  ): HTMLElementTagNameMap[Tag] => {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) {
      if (value === true) element.setAttribute(name, '');
      else if (value !== false && value !== undefined) element.setAttribute(name, value);
    }
    for (const child of children) {
      if (child === false || child === null || child === undefined) continue;
      element.append(typeof child === 'number' ? String(child) : child);
    }
    return element;
  };
}
