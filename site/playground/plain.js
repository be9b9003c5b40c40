// The text area as an editor: it works as soon as the page is there.

export class Plain {
  constructor(area, changed) {
    this.area = area;
    area.addEventListener('input', () => changed(area.value));
  }

  get text() { return this.area.value; }

  // set puts another document in place.
  set(text) { this.area.value = text; }

  // apply makes edits, as typing would, so that they can be undone.
  apply(edits) {
    const { area } = this;
    area.focus();
    for (const { from, to, insert } of [...edits].sort((a, b) => b.from - a.from)) {
      area.setSelectionRange(from, to);
      const done = insert ? document.execCommand('insertText', false, insert) : from === to || document.execCommand('delete');
      if (!done) {
        area.setRangeText(insert, from, to, 'end');
        area.dispatchEvent(new Event('input'));
      }
    }
  }

  // reveal selects a range.
  reveal(from, to) {
    this.area.focus();
    this.area.setSelectionRange(from, to);
  }

  // mark is for editors that can.
  mark() {}
}
