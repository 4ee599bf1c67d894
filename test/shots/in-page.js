// Runs in the page: lists its parts in the order of the document, each with its box within the part around it. `ink` is the
// box of its own text. What has neither words, nor a role, nor paint of its own is no part. An open dialog is listed alone.
globalThis.partsOf = (selector) => {
  const meaningful = new Set(
    'MAIN NAV HEADER FOOTER ASIDE FORM H1 H2 H3 H4 UL OL LI TABLE TR TD TH BUTTON A INPUT SELECT TEXTAREA CANVAS SVG'.split(
      ' ',
    ),
  );
  const isClear = (color) => color === 'transparent' || color.endsWith(', 0)') || color.endsWith('/ 0)');

  /** As `#rrggbb`, or `#rrggbbaa` where something shows through. */
  function hex(color) {
    const found = /^(rgba?|color)\((?:srgb )?([^)]+)\)$/.exec(color);
    if (!found) return color;
    const [r, g, b, alpha = 1] = found[2].split(/[\s,/]+/).map(Number);
    const most = found[1] === 'color' ? 255 : 1;
    const bytes = [r * most, g * most, b * most, ...(alpha < 1 ? [alpha * 255] : [])];
    return `#${bytes.map((byte) => Math.round(byte).toString(16).padStart(2, '0')).join('')}`;
  }

  const boxOf = ({ x, y, width, height }, { x: left, y: top }) =>
    [x - left, y - top, width, height].map(Math.round);
  const words = (text) => text.replaceAll(/\s+/g, ' ').trim();

  const ownTexts = (element) =>
    [...element.childNodes].filter((node) => node.nodeType === Node.TEXT_NODE && node.data.trim() !== '');

  /** Around all of an element's own text, without what is cut off. */
  function inkOf(texts, around) {
    const range = document.createRange();
    const boxes = texts.flatMap((text) => {
      range.selectNodeContents(text);
      return [...range.getClientRects()];
    });
    if (boxes.length === 0) return null;
    const [left, top] = [Math.min(...boxes.map((box) => box.left)), Math.min(...boxes.map((box) => box.top))];
    const [right, bottom] = [
      Math.max(...boxes.map((box) => box.right)),
      Math.max(...boxes.map((box) => box.bottom)),
    ];
    return boxOf({ x: left, y: top, width: right - left, height: bottom - top }, around);
  }

  const generated = (element, which) => /^"(.+)"$/.exec(getComputedStyle(element, which).content)?.[1] ?? '';

  function edgesOf(style) {
    const sides = ['top', 'right', 'bottom', 'left'].flatMap((side) => {
      const color = style.getPropertyValue(`border-${side}-color`);
      const width = Number.parseFloat(style.getPropertyValue(`border-${side}-width`));
      return width === 0 || isClear(color) ? [] : [`${side}:${hex(color)}`];
    });
    const colors = new Set(sides.map((side) => side.split(':')[1]));
    return sides.length === 4 && colors.size === 1 ? [...colors].join() : sides.join(',');
  }

  function statesOf(element) {
    const named = ['checked', 'selected', 'expanded', 'pressed', 'disabled', 'invalid', 'current'].filter(
      (state) => {
        const said = element.getAttribute(`aria-${state}`);
        return (said !== null && said !== 'false') || (state !== 'selected' && element[state] === true);
      },
    );
    return [...named, ...(element === document.activeElement ? ['focused'] : [])].join(',');
  }

  function look(element, style, hasText, opacity) {
    const isMono = style.fontFamily.includes('Mono');
    const outline = style.outlineStyle === 'none' || Number.parseFloat(style.outlineWidth) === 0;
    const all = {
      color: hasText || element.tagName === 'svg' ? hex(style.color) : '',
      fill: element instanceof SVGElement && element.tagName !== 'svg' ? hex(style.fill) : '',
      ground: isClear(style.backgroundColor) ? '' : hex(style.backgroundColor),
      edge: edgesOf(style),
      outline: outline ? '' : hex(style.outlineColor),
      font: hasText
        ? `${Number(Number.parseFloat(style.fontSize).toFixed(2))}px/${style.fontWeight}${isMono ? '/mono' : ''}`
        : '',
      opacity: opacity === 1 ? '' : String(Number(opacity.toFixed(2))),
      is: statesOf(element),
    };
    return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== ''));
  }

  const parts = [];
  /** `around` is the box of the part around the element, `depth` how many there are. */
  function visit(element, depth, around, opacityAround) {
    const style = getComputedStyle(element);
    const box = element.getBoundingClientRect();
    if (style.display === 'none' || (style.clipPath !== 'none' && box.height <= 1)) return;
    const opacity = opacityAround * Number(style.opacity);
    const texts = ownTexts(element);
    const said = [...element.childNodes].map((node) => (node.nodeType === Node.TEXT_NODE ? node.data : ' '));
    const text = words([generated(element, '::before'), ...said, generated(element, '::after')].join(''));
    const isField = element.matches('input, select, textarea');
    const value = isField
      ? words(element.selectedOptions?.[0]?.text ?? (element.value || element.placeholder))
      : '';
    const name = text || value || element.getAttribute('aria-label') || '';
    const seen = look(element, style, text !== '' || isField, opacity);
    const tag = element.tagName.toLowerCase();
    const isPart =
      style.visibility === 'visible' &&
      box.width > 0 &&
      box.height > 0 &&
      (name !== '' ||
        element.hasAttribute('role') ||
        meaningful.has(tag.toUpperCase()) ||
        ['ground', 'edge', 'fill'].some((paint) => seen[paint] !== undefined));
    if (isPart)
      parts.push({
        depth,
        kind: element.getAttribute('role') ?? tag,
        text: name,
        box: boxOf(box, around),
        ink: texts.length > 0 ? inkOf(texts, box) : null,
        look: seen,
      });
    const isDrawing = tag === 'svg' && !element.hasAttribute('role');
    if (tag === 'select' || isDrawing) return;
    for (const child of element.children)
      visit(child, isPart ? depth + 1 : depth, isPart ? box : around, opacity);
  }
  const dialog = document.querySelector('[role=dialog], [role=alertdialog]');
  visit(dialog ?? document.querySelector(selector), 0, { x: 0, y: 0 }, 1);
  return parts;
};
