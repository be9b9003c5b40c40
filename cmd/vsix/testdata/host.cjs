// Runs the extension as VS Code would, with a stand-in for the module "vscode"
// that remembers what the extension registers and is told. The first argument
// is the unpacked extension, the second a document. It prints what was heard.
'use strict';
const fs = require('fs'), path = require('path'), url = require('url'), Module = require('module');
const [dir, file] = process.argv.slice(2);
const say = line => console.log(line);

class Emitter {
	constructor() { this.listeners = []; this.event = f => (this.listeners.push(f), { dispose() {} }); }
	fire(e) { return Promise.all(this.listeners.map(f => f(e))); }
	dispose() {}
}
class Position { constructor(line, character) { Object.assign(this, { line, character }); } }
class Range { constructor(...at) { [this.start, this.end] = at.length === 4 ? [new Position(at[0], at[1]), new Position(at[2], at[3])] : at; } }
class Diagnostic { constructor(range, message, severity) { Object.assign(this, { range, message, severity }); } }
class CodeActionKind {
	constructor(value) { this.value = value; }
	append(more) { return new CodeActionKind(this.value ? this.value + '.' + more : more); }
}
CodeActionKind.Empty = new CodeActionKind('');
for (const kind of ['QuickFix', 'Refactor', 'RefactorExtract', 'RefactorInline', 'RefactorRewrite', 'Source', 'SourceOrganizeImports', 'SourceFixAll'])
	CodeActionKind[kind] = new CodeActionKind(kind);
class CancellationTokenSource {
	token = { isCancellationRequested: false, onCancellationRequested: () => ({ dispose() {} }) };
	cancel() { this.token.isCancellationRequested = true; }
	dispose() {}
}
class Disposable {
	constructor(dispose) { this.dispose = dispose; }
	static from(...all) { return new Disposable(() => all.forEach(d => d.dispose())); }
}
class Uri {
	constructor(href) { const u = new URL(href); Object.assign(this, { scheme: u.protocol.slice(0, -1), authority: '', path: decodeURIComponent(u.pathname), query: '', fragment: '' }); this.href = href; }
	get fsPath() { return this.path; }
	toString() { return this.href; }
	static parse(href) { return new Uri(href); }
	static file(name) { return new Uri(url.pathToFileURL(name).href); }
}
// anything is whatever else the library asks for: a class, an enumeration, an
// event or a function, which does nothing.
const anything = name => new Proxy(class { constructor(...a) { this.arguments = a; } dispose() {} }, {
	get: (t, key) => key in t || typeof key === 'symbol' ? t[key] : key === 'None' ? 0 : `${name}.${key}`,
});
const space = (name, known) => new Proxy(known, {
	get: (t, key) => key in t ? t[key] : typeof key === 'symbol' ? undefined
		: /^on[A-Z]/.test(key) ? () => ({ dispose() {} })
		: /^register/.test(key) ? (...a) => (registered.push(key), { dispose() {} }) : anything(`${name}.${key}`),
});
const registered = [], commands = [], settings = JSON.parse(process.env.SETTINGS ?? '{}');
const opened = new Emitter(), configured = new Emitter();
const lines = fs.readFileSync(file, 'utf8').split('\n');
const document = {
	uri: Uri.file(file), fileName: file, languageId: 'xml', version: 1, lineCount: lines.length, isClosed: false, isDirty: false,
	getText: () => lines.join('\n'),
};
let heard;
const diagnosed = new Promise(done => { heard = done; });
const collection = {
	set(uri, list) { heard([uri.toString(), list]); }, delete() {}, clear() {}, dispose() {}, forEach() {}, get: () => [], has: () => false,
};
const workspace = space('workspace', {
	workspaceFolders: [{ uri: Uri.file(path.dirname(file)), name: 'folder', index: 0 }],
	textDocuments: [document], notebookDocuments: [],
	getConfiguration: section => ({ get: (key, other) => settings[`${section}.${key}`] ?? other, has: () => false }),
	getWorkspaceFolder: () => workspace.workspaceFolders[0],
	createFileSystemWatcher: () => space('watcher', { dispose() {} }),
	onDidChangeConfiguration: configured.event, onDidOpenTextDocument: opened.event,
});
const vscode = space('vscode', {
	version: '1.96.0', EventEmitter: Emitter, Position, Range, Uri, Diagnostic, CodeActionKind, CancellationTokenSource, Disposable, workspace,
	DiagnosticSeverity: { Error: 0, Warning: 1, Information: 2, Hint: 3 },
	env: space('env', { language: 'en', appName: 'test' }),
	window: space('window', {
		activeTextEditor: { document }, visibleTextEditors: [{ document }], tabGroups: { all: [], onDidChangeTabs: () => ({ dispose() {} }) },
		createOutputChannel: () => ({ append(t) { process.stderr.write(t); }, appendLine(t) { console.error(t); }, show() {}, dispose() {}, name: 'snapxml' }),
		withProgress: (_, task) => task({ report() {} }, new CancellationTokenSource().token),
		showErrorMessage: async m => { say('ERROR ' + m); },
	}),
	languages: space('languages', { createDiagnosticCollection: () => collection, match: () => 1 }),
	commands: space('commands', { registerCommand: (name, f) => (commands.push(name), { dispose() {} }) }),
});
const load = Module._load;
Module._load = (name, ...rest) => name === 'vscode' ? vscode : load(name, ...rest);

(async () => {
	const extension = require(path.join(dir, require(path.join(dir, 'package.json')).main));
	const subscriptions = [];
	await extension.activate({ extensionPath: dir, subscriptions });
	if (process.env.FAILS) { process.exit(0); }
	const [uri, list] = await diagnosed;
	for (const d of list) say(`DIAG ${d.range.start.line + 1}:${d.range.start.character + 1} ${d.message}`);
	for (const name of [...new Set(registered)].sort()) say('REGISTERED ' + name);
	say('COMMANDS ' + commands);
	await extension.deactivate();
	say('STOPPED');
	process.exit(0);
})().catch(e => { say('FAILED ' + (e?.stack ?? e)); process.exit(1); });
