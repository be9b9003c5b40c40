// The better editor: CodeMirror, with what the editor server knows. It stands
// in a shadow tree, where it can style itself without leave of the page's
// policy. `go run ./cmd/webbuild` makes ../editor.js of it.
import { autocompletion, completionKeymap, snippet } from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { lintGutter, lintKeymap, setDiagnostics } from '@codemirror/lint';
import { EditorState } from '@codemirror/state';
import { EditorView, drawSelection, highlightActiveLine, hoverTooltip, keymap, lineNumbers } from '@codemirror/view';
import { highlight } from './highlight.js';

const wave = (colour) => ({ backgroundImage: 'none', textDecoration: `underline wavy ${colour} 1.5px`, textUnderlineOffset: '3px', textDecorationSkipInk: 'none' });

const theme = EditorView.theme({
  '&': { blockSize: '100%', color: 'var(--ink)', fontSize: '.8125rem' },
  '&.cm-focused': { outline: 'none' },
  '.cm-scroller': { fontFamily: 'var(--mono)', lineHeight: '1.6' },
  '.cm-content': { caretColor: 'var(--ink)', paddingBlock: '.5rem' },
  '.cm-cursor': { borderColor: 'var(--ink)' },
  '.cm-gutters': { color: 'var(--soft)', backgroundColor: 'var(--sheet)', border: 'none' },
  '.cm-activeLine': { backgroundColor: 'color-mix(in srgb, var(--wash) 55%, transparent)' },
  '&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground': { backgroundColor: 'color-mix(in srgb, var(--accent) 28%, transparent)' },
  '.tok-tag': { color: 'var(--accent)' },
  '.tok-name': { color: 'var(--yes)' },
  '.tok-value': { color: 'var(--value)' },
  '.tok-note': { color: 'var(--soft)' },
  '.tok-character': { color: 'var(--must)' },
  '.cm-lintRange-error': wave('var(--must)'),
  '.cm-lintRange-warning': wave('var(--value)'),
  '.cm-lintRange-info, .cm-lintRange-hint': wave('var(--accent)'),
  '.cm-tooltip': {
    color: 'var(--ink)', backgroundColor: 'var(--paper)', border: '1px solid var(--line)', borderRadius: '.5rem',
    boxShadow: '0 .5rem 2rem rgb(0 0 0 / .2)', maxInlineSize: 'min(36rem, 100vw - 2rem)', font: '.875rem/1.5 var(--sans)',
  },
  '.cm-tooltip .says': { padding: '.5rem .75rem', maxBlockSize: '18rem', overflowY: 'auto' },
  '.cm-tooltip .says :is(p, ul)': { margin: '0 0 .5rem' },
  '.cm-tooltip .says > :last-child': { marginBlockEnd: '0' },
  '.cm-tooltip .says ul': { paddingInlineStart: '1.1rem' },
  '.cm-tooltip :is(code)': { font: '.9em var(--mono)' },
  '.cm-tooltip a': { color: 'var(--accent)' },
  '.cm-tooltip-autocomplete > ul': { fontFamily: 'var(--mono)', fontSize: '.8125rem' },
  '.cm-tooltip-autocomplete > ul > li': { padding: '.15rem .5rem !important' },
  '.cm-tooltip-autocomplete > ul > li[aria-selected]': { color: 'var(--ink)', backgroundColor: 'var(--wash)' },
  '.cm-completionDetail': { color: 'var(--soft)', fontFamily: 'var(--sans)', fontStyle: 'normal' },
  '.cm-tooltip.cm-completionInfo': { padding: '0', inlineSize: '22rem' },
  '.cm-lint-marker': { content: 'normal !important', inlineSize: '.5rem', blockSize: '.5rem', margin: '.4rem .15rem', borderRadius: '50%' },
  '.cm-lint-marker-error': { backgroundColor: 'var(--must)' },
  '.cm-lint-marker-warning': { backgroundColor: 'var(--value)' },
  '.cm-lint-marker-info': { backgroundColor: 'var(--accent)' },
  '.cm-diagnostic': { borderInlineStartWidth: '.25rem', padding: '.4rem .75rem', whiteSpace: 'pre-wrap' },
  '.cm-diagnostic-error': { borderInlineStartColor: 'var(--must)' },
  '.cm-diagnostic-warning': { borderInlineStartColor: 'var(--value)' },
  '.cm-diagnostic-info': { borderInlineStartColor: 'var(--accent)' },
  '.cm-diagnosticAction': {
    font: 'inherit', margin: '.35rem .5rem 0 0', padding: '.15rem .6rem', color: 'var(--accent)', backgroundColor: 'var(--sheet)',
    border: '1px solid currentcolor', borderRadius: '.4rem', cursor: 'pointer',
  },
});

// plain keeps browsers that can from writing styles into the text, which the
// page's policy forbids.
const plain = (() => {
  try {
    document.createElement('div').contentEditable = 'plaintext-only';
    return { contenteditable: 'plaintext-only' };
  } catch {
    return {};
  }
})();

// beforeinput types over a selection by itself, for Chromium gives what is typed
// there the style of what was.
function beforeinput(event, view) {
  if (event.inputType !== 'insertText' || !event.data || event.isComposing || view.state.selection.main.empty) return false;
  view.dispatch(view.state.replaceSelection(event.data), { userEvent: 'input.type', scrollIntoView: true });
  event.preventDefault();
  return true;
}

// kinds are what completions are, as CodeMirror calls it (LSP 3.17,
// CompletionItemKind).
const kinds = { 5: 'class', 10: 'property', 12: 'constant', 15: 'text', 18: 'variable', 20: 'enum' };

// template is a snippet of the protocol in CodeMirror's form.
function template(text) {
  let out = '';
  for (let at = 0; at < text.length;) {
    const rest = text.slice(at);
    const place = /^\$(?:(\d+)|\{(\d+)(?::((?:\\.|[^\\}])*)|\|((?:\\.|[^\\|,])*)[^|]*\|)?\})/.exec(rest);
    if (place) {
      const number = place[1] ?? place[2];
      const shown = (place[3] ?? place[4] ?? '').replace(/\\(.)/g, '$1');
      out += number === '0' ? '${}' : `\${${number}:${shown.replace(/[{}]/g, '\\$&')}}`;
      at += place[0].length;
    } else if (rest[0] === '\\' && rest.length > 1) {
      out += rest[1].replace(/[{}]/, '\\$&');
      at += 2;
    } else {
      out += rest[0].replace(/[{}]/, '\\$&');
      at++;
    }
  }
  return out;
}

// put is what choosing a completion does: the text goes in place of what was
// typed of it, and what the server asks for elsewhere is done besides.
function put(item) {
  return (view, completion, from, to) => {
    const end = Math.max(item.to, to);
    const grown = end - item.to;
    if (item.more.length) view.dispatch({ changes: item.more.map((edit) => ({ ...edit, ...(edit.from >= item.to && { from: edit.from + grown, to: edit.to + grown }) })) });
    const shift = item.more.filter((edit) => edit.to <= item.from).reduce((sum, edit) => sum + edit.insert.length - (edit.to - edit.from), 0);
    const at = item.from + shift;
    if (item.snippet) snippet(template(item.insert))(view, completion, at, end + shift);
    else view.dispatch({ changes: { from: at, to: end + shift, insert: item.insert }, selection: { anchor: at + item.insert.length }, userEvent: 'input.complete' });
  };
}

export class Code {
  // The editor goes into a parent; from and to are the selection.
  constructor(parent, { text, from, to, changed, client, render }) {
    const host = parent.appendChild(document.createElement('div'));
    const root = host.attachShadow({ mode: 'open' });
    host.addEventListener('keydown', (event) => event.stopPropagation()); // what the page does on "/" is not meant here
    this.client = client;
    const complete = async (context) => {
      const before = context.state.sliceDoc(context.pos - 1, context.pos);
      if (!context.explicit && !/[\w<\s"'/=:-]/.test(before)) return null;
      const items = await client.complete(context.pos);
      if (!items.length || context.aborted) return null;
      const start = Math.min(...items.map((item) => item.from));
      return {
        from: start, validFor: /^[^\s>]*$/,
        options: items.map((item) => ({
          label: item.label, sortText: item.sortText, detail: item.detail, type: kinds[item.kind], boost: item.preselect ? 99 : 0,
          info: item.says ? () => render(item.says) : undefined, apply: put(item),
        })),
      };
    };
    const hover = hoverTooltip(async (view, pos) => {
      const found = await client.hover(pos);
      return found && { pos: found.from, end: found.to, above: true, create: () => ({ dom: render(found.says) }) };
    });
    this.view = new EditorView({
      root, parent: root,
      state: EditorState.create({
        doc: text, selection: { anchor: from, head: to },
        extensions: [
          lintGutter(), lineNumbers(), history(), drawSelection(), highlightActiveLine(), highlight, theme, hover,
          autocompletion({ override: [complete], icons: false }),
          EditorView.contentAttributes.of({ 'aria-label': 'Document', spellcheck: 'false', ...plain }),
          keymap.of([...completionKeymap, ...lintKeymap, ...historyKeymap, ...defaultKeymap]),
          EditorView.domEventHandlers({ beforeinput }),
          EditorView.updateListener.of((update) => { if (update.docChanged) this.#changed(update, changed); }),
        ],
      }),
    });
  }

  // changed says what the text is; a tag that is being ended gets its name.
  async #changed(update, changed) {
    changed(this.text);
    const { state, transactions } = update;
    const at = state.selection.main.head;
    if (!transactions.some((t) => t.isUserEvent('input.type')) || state.sliceDoc(at - 2, at) !== '</') return;
    const edits = await this.client.typed(at, '/');
    if (this.view.state.doc.eq(state.doc)) this.view.dispatch({ changes: edits, selection: { anchor: at + edits.reduce((sum, edit) => sum + edit.insert.length, 0) } });
  }

  get text() { return this.view.state.doc.toString(); }

  set(text) { this.view.dispatch({ changes: { from: 0, to: this.view.state.doc.length, insert: text } }); }

  apply(edits) {
    this.view.dispatch({ changes: edits, userEvent: 'input.fix' });
    this.view.focus();
  }

  focus(top) {
    this.view.focus();
    this.view.scrollDOM.scrollTop = top;
  }

  reveal(from, to) {
    this.view.dispatch({ selection: { anchor: from, head: to }, scrollIntoView: true });
    this.view.focus();
  }

  // mark underlines findings. What is empty is marked on the character behind.
  mark(findings) {
    const { doc } = this.view.state;
    this.view.dispatch(setDiagnostics(this.view.state, findings.filter(({ to }) => to <= doc.length).map(({ from, to, severity, message, fixes }) => ({
      from, to: to > from ? to : Math.min(from + 1, doc.length), severity, message,
      actions: fixes.map(({ title, edits }) => ({ name: title, apply: () => this.apply(edits) })),
    }))));
  }
}
