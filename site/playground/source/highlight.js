// Colours for XML, by what its parts look like: a document that is being
// written is rarely well-formed.
import { Decoration, ViewPlugin } from '@codemirror/view';

const parts = /(<!--[^]*?(?:-->|$)|<!\[CDATA\[[^]*?(?:\]\]>|$)|<\?[^]*?(?:\?>|$)|<![A-Za-z][^>]*>?)|(<\/?[^\s<>/="'!?]*)((?:"[^"<]*"?|'[^'<]*'?|[^<>"'])*>?)|(&[^\s<>&;]*;)/g;
const inTag = /([^\s=<>/"']+)(?=\s*=)|("[^"]*"?|'[^']*'?)|(\/?>)/g;

const mark = (name) => Decoration.mark({ class: `tok-${name}` });
const [note, tag, name, value, character] = ['note', 'tag', 'name', 'value', 'character'].map(mark);

function colour(view) {
  const found = [];
  const { from, to } = view.viewport;
  const text = view.state.sliceDoc(0, to);
  const add = (decoration, start, length) => { if (length && start + length > from) found.push(decoration.range(start, start + length)); };
  for (const part of text.matchAll(parts)) {
    const [all, other, begin, rest, reference] = part;
    if (other) add(note, part.index, all.length);
    else if (reference) add(character, part.index, all.length);
    else {
      add(tag, part.index, begin.length);
      const start = part.index + begin.length;
      for (const piece of start + rest.length > from ? rest.matchAll(inTag) : []) add(piece[1] ? name : piece[2] ? value : tag, start + piece.index, piece[0].length);
    }
  }
  return Decoration.set(found);
}

export const highlight = ViewPlugin.fromClass(class {
  constructor(view) { this.decorations = colour(view); }

  update(update) { if (update.docChanged || update.viewportChanged) this.decorations = colour(update.view); }
}, { decorations: (plugin) => plugin.decorations });
