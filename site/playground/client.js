// A client of the editor server (Language Server Protocol 3.17), which runs in
// a worker. Offsets and positions both count UTF-16 units, as strings do.

const uri = 'file:///playground.xml';

// positionAt is the line and character of an offset in a text.
function positionAt(text, offset) {
  const start = text.lastIndexOf('\n', offset - 1) + 1;
  let line = 0;
  for (let at = text.indexOf('\n'); at >= 0 && at < start; at = text.indexOf('\n', at + 1)) line++;
  return { line, character: offset - start };
}

// offsetAt is the offset of a line and character in a text.
function offsetAt(text, { line, character }) {
  let start = 0;
  for (; line > 0; line--) {
    const end = text.indexOf('\n', start);
    if (end < 0) return text.length;
    start = end + 1;
  }
  const end = text.indexOf('\n', start);
  return Math.min(start + character, end < 0 ? text.length : end);
}

const rangeIn = (text, range) => ({ from: offsetAt(text, range.start), to: offsetAt(text, range.end) });
const editsIn = (text, edits) => (edits ?? []).map((edit) => ({ ...rangeIn(text, edit.range), insert: edit.newText }));

export class Client {
  // heard has the functions found(findings), progress(done), said(message) and
  // failed(message).
  constructor(worker, text, settings, heard) {
    Object.assign(this, { worker, text, heard, version: 1, calls: 0, pending: new Map() });
    worker.addEventListener('message', (event) => this.#receive(event.data));
    worker.addEventListener('error', () => heard.failed('the worker of the checker could not be started'));
    this.ready = this.request('initialize', {
      processId: null, rootUri: null, initializationOptions: settings,
      capabilities: {
        general: { positionEncodings: ['utf-16'] },
        textDocument: {
          completion: { completionItem: { snippetSupport: true, documentationFormat: ['markdown'] } },
          hover: { contentFormat: ['markdown'] },
          codeAction: { codeActionLiteralSupport: { codeActionKind: { valueSet: ['quickfix', 'source.fixAll'] } } },
        },
      },
    });
    this.notify('initialized', {});
    this.notify('textDocument/didOpen', { textDocument: { uri, languageId: 'xml', version: this.version, text } });
  }

  request(method, params) {
    const id = ++this.calls;
    this.worker.postMessage({ jsonrpc: '2.0', id, method, params });
    return new Promise((resolve, reject) => { this.pending.set(id, { resolve, reject }); });
  }

  notify(method, params) { this.worker.postMessage({ jsonrpc: '2.0', method, params }); }

  // about asks something of the document at an offset.
  about(method, offset, more) { return this.request(method, { textDocument: { uri }, position: positionAt(this.text, offset), ...more }); }

  configure(settings) { this.notify('workspace/didChangeConfiguration', { settings: { snapxml: settings } }); }

  // change says what the text is now. What is the same before and behind the
  // change is not sent, so that the server need not look at it again.
  change(text) {
    const old = this.text;
    if (text === old) return;
    let from = 0;
    while (from < old.length && from < text.length && old[from] === text[from]) from++;
    let end = 0;
    while (end < old.length - from && end < text.length - from && old[old.length - 1 - end] === text[text.length - 1 - end]) end++;
    // A surrogate pair is changed as a whole.
    if (/[\ud800-\udbff]/.test(old[from - 1] ?? '')) from--;
    if (end && /[\udc00-\udfff]/.test(old[old.length - end])) end--;
    const range = { start: positionAt(old, from), end: positionAt(old, old.length - end) };
    this.text = text;
    this.notify('textDocument/didChange', {
      textDocument: { uri, version: ++this.version },
      contentChanges: [{ range, text: text.slice(from, text.length - end) }],
    });
  }

  // hover is what there is to say at an offset, as Markdown, with its range.
  async hover(offset) {
    const { text } = this;
    const found = await this.about('textDocument/hover', offset);
    return found && { ...(found.range ? rangeIn(text, found.range) : { from: offset, to: offset }), says: found.contents.value };
  }

  // complete is what may be put at an offset.
  async complete(offset) {
    const { text } = this;
    const list = await this.about('textDocument/completion', offset);
    return (list?.items ?? []).map((item) => ({
      ...item, ...rangeIn(text, item.textEdit.range), insert: item.textEdit.newText,
      snippet: item.insertTextFormat === 2, says: item.documentation?.value ?? '', more: editsIn(text, item.additionalTextEdits),
    }));
  }

  async format() {
    const { text } = this;
    return editsIn(text, await this.request('textDocument/formatting', { textDocument: { uri }, options: { tabSize: 2, insertSpaces: true } }));
  }

  // typed is what is to be done now that a character was typed before an offset.
  async typed(offset, ch) {
    const { text } = this;
    return editsIn(text, await this.about('textDocument/onTypeFormatting', offset, { ch, options: { tabSize: 2, insertSpaces: true } }));
  }

  // fixes are the changes of a kind that are offered for the whole document.
  async fixes(kind) {
    const { text } = this;
    const actions = await this.request('textDocument/codeAction', {
      textDocument: { uri }, context: { diagnostics: [], only: [kind] },
      range: { start: { line: 0, character: 0 }, end: positionAt(text, text.length) },
    });
    return (actions ?? []).map(({ title, diagnostics, edit }) => ({ title, about: diagnostics?.[0], edits: editsIn(text, edit.changes[uri]) }));
  }

  #receive(message) {
    if (message.id !== undefined && !message.method) {
      const call = this.pending.get(message.id);
      this.pending.delete(message.id);
      if (message.error) call?.reject(new Error(message.error.message));
      else call?.resolve(message.result);
      return;
    }
    const { method, params, id } = message;
    if (id !== undefined) this.worker.postMessage({ jsonrpc: '2.0', id, result: null });
    if (method === 'textDocument/publishDiagnostics' && params.version === this.version) this.#publish(params.diagnostics);
    if (method === 'window/showMessage') this.heard.said(params.message);
    if (method === 'window/progress') this.heard.progress(params.done);
    if (method === 'window/failed') this.heard.failed(params.message);
  }

  // publish tells of the findings, with the fixes of each.
  async #publish(diagnostics) {
    const { text, version } = this;
    const findings = diagnostics.map((d) => ({
      ...rangeIn(text, d.range), line: d.range.start.line + 1, column: [...text.slice(offsetAt(text, { line: d.range.start.line, character: 0 }), offsetAt(text, d.range.start))].length + 1,
      severity: ['', 'error', 'warning', 'info', 'info'][d.severity], code: d.code, page: d.codeDescription?.href, message: d.message, fixes: [],
      same: JSON.stringify([d.code, d.range, d.message]),
    }));
    this.heard.found(findings);
    if (!findings.length) return;
    const fixes = await this.fixes('quickfix');
    if (version !== this.version) return;
    for (const { title, about, edits } of fixes) {
      findings.find(({ same }) => same === JSON.stringify([about.code, about.range, about.message]))?.fixes.push({ title, edits });
    }
    this.heard.found(findings);
  }
}
