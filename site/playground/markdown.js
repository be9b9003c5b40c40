// The little Markdown that the editor server writes: paragraphs, lists, code,
// strong and emphasised words, links.

const inline = /`([^`]+)`|\*\*(.+?)\*\*|\[([^\]]+)\]\(([^)\s]+)\)|(?<![\w*])[*_]([^*_\s][^*_]*)[*_](?![\w*])/;

// spans appends a line of text to an element.
function spans(element, text) {
  for (let found; (found = inline.exec(text)); text = text.slice(found.index + found[0].length)) {
    const [, code, strong, label, href, emphasis] = found;
    element.append(text.slice(0, found.index));
    const part = document.createElement(code ? 'code' : strong ? 'strong' : label ? 'a' : 'em');
    if (label) Object.assign(part, { href, target: '_blank' });
    if (code) part.textContent = code;
    else spans(part, strong ?? label ?? emphasis);
    element.append(part);
  }
  element.append(text);
  return element;
}

// render is a text as an element.
export function render(text) {
  const box = document.createElement('div');
  box.className = 'says';
  for (const block of text.trim().split(/\n{2,}/)) {
    if (!/^[-*] /.test(block)) {
      box.append(spans(document.createElement('p'), block.replace(/\n/g, ' ')));
      continue;
    }
    const list = box.appendChild(document.createElement('ul'));
    for (const item of block.split(/\n(?=[-*] )/)) list.append(spans(document.createElement('li'), item.slice(2).replace(/\s*\n\s*/g, ' ')));
  }
  return box;
}
