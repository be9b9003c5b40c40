// Drives the server with the libraries that VS Code speaks to servers with,
// through the steps that Neovim and Emacs take, too. The first argument is the
// command, the second the document, the third the steps.
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { pathToFileURL, fileURLToPath } from 'node:url';
import { createRequire } from 'node:module';
const require = createRequire(process.env.NODE_MODULES + '/');
const lsp = require('vscode-languageserver-protocol/node');

const [command, file, stepsFile] = process.argv.slice(2);
const uri = pathToFileURL(file).href, textDocument = { uri };
let text = readFileSync(file, 'utf8'), version = 1, found = [];
const say = line => console.log(line);
const oneLine = s => String(s ?? '').replaceAll('\n', '\\n');

const child = spawn(command, ['lsp'], { stdio: ['pipe', 'pipe', 'inherit'] });
const exited = new Promise(done => child.on('exit', done));
const connection = lsp.createProtocolConnection(new lsp.StreamMessageReader(child.stdout), new lsp.StreamMessageWriter(child.stdin));
let heard;
connection.onNotification('textDocument/publishDiagnostics', p => {
	if (p.uri === uri && p.version === version) { found = p.diagnostics; heard?.(); }
});
connection.onRequest('client/registerCapability', () => null);
connection.onRequest('window/workDoneProgress/create', () => null);
connection.onRequest('workspace/configuration', p => p.items.map(() => null));
connection.listen();
const told = act => new Promise(done => { heard = done; act(); });

// Positions are in UTF-16, as strings are here.
const offsetAt = p => text.split('\n').slice(0, p.line).reduce((n, l) => n + l.length + 1, 0) + p.character;
const positionAt = n => { const lines = text.slice(0, n).split('\n'); return { line: lines.length - 1, character: lines.at(-1).length }; };
const place = p => `${p.line + 1}:${p.character + 1}`, range = r => `${place(r.start)}-${place(r.end)}`;
function find(spec) {
	const bar = spec.indexOf('|'), at = text.indexOf(spec.replace('|', ''));
	if (at < 0) throw new Error('text not found: ' + spec);
	return positionAt(at + bar);
}
function change(edits) {
	const old = text;
	for (const e of [...edits].sort((a, b) => offsetAt(b.range.start) - offsetAt(a.range.start)))
		text = text.slice(0, offsetAt(e.range.start)) + e.newText + text.slice(offsetAt(e.range.end));
	if (text === old) return Promise.resolve();
	version++;
	const contentChanges = [...edits].sort((a, b) => b.range.start.line - a.range.start.line || b.range.start.character - a.range.start.character).map(e => ({ range: e.range, text: e.newText }));
	return told(() => connection.sendNotification('textDocument/didChange', { textDocument: { uri, version }, contentChanges }));
}
const edit = e => change(e.documentChanges ? e.documentChanges.filter(d => d.textDocument.uri === uri).flatMap(d => d.edits) : e.changes[uri] ?? []);
const ask = (method, more) => connection.sendRequest(method, { textDocument, ...more });
const actions = position => ask('textDocument/codeAction', { range: { start: position, end: position }, context: { diagnostics: [] } });
const items = async position => (await ask('textDocument/completion', { position }))?.items ?? [];
const locations = (tag, list) => { for (const l of list ?? []) say(`${tag} ${basename(fileURLToPath(l.uri))} ${l.uri === uri ? range(l.range) : place(l.range.start)}`); };
const symbols = (list, depth) => { for (const s of list) { say(`SYMBOL ${'  '.repeat(depth)}${s.name}`); symbols(s.children ?? [], depth + 1); } };
const split = arg => [arg.slice(0, arg.lastIndexOf(' ')), arg.slice(arg.lastIndexOf(' ') + 1)];

const steps = {
	diagnostics() {
		for (const d of found) say(`DIAG ${range(d.range)} ${['', 'error', 'warning', 'information', 'hint'][d.severity]} [${d.code}] ${d.source}: ${oneLine(d.message)}`);
		say('DIAGS ' + found.length);
	},
	async hover(arg) { const h = await ask('textDocument/hover', { position: find(arg) }); say(`HOVER ${range(h.range)} ${oneLine(h.contents.value)}`); },
	async complete(arg) {
		const list = await items(find(arg));
		for (const i of list) say(`ITEM ${i.label} | ${i.kind} | ${i.detail ?? ''} | ${range(i.textEdit.range)}=${i.textEdit.newText} | ${oneLine(i.documentation?.value)}`);
		say('ITEMS ' + list.length);
	},
	async menu(arg) {
		const at = find(arg), typed = text.slice(text.lastIndexOf('<', offsetAt(at) - 1), offsetAt(at));
		say(`MENU for "${typed}": ${(await items(at)).map(i => i.label).filter(l => l.startsWith(typed)).join(' ')}`);
	},
	async accept(arg) {
		const [spec, label] = split(arg), at = find(spec), item = (await items(at)).find(i => i.label === label);
		await change([item.textEdit]);
		say(`ACCEPTED ${label} -> ${text.split('\n')[at.line]}`);
	},
	async actions(arg) { (await actions(find(arg))).forEach((a, n) => say(`ACTION ${n + 1} ${a.title} | ${a.kind}${a.isPreferred ? ' | preferred' : ''}`)); },
	async apply(arg) { const [spec, n] = split(arg), a = (await actions(find(spec)))[n - 1]; await edit(a.edit); say('APPLIED ' + a.title); },
	async definition(arg) { locations('DEFINITION', await ask('textDocument/definition', { position: find(arg) })); },
	async references(arg) { locations('REFERENCE', await ask('textDocument/references', { position: find(arg), context: { includeDeclaration: true } })); },
	async rename(arg) { const [spec, newName] = split(arg); await edit(await ask('textDocument/rename', { position: find(spec), newName })); say('RENAMED t'); },
	async symbols() { symbols(await ask('textDocument/documentSymbol'), 0); },
	async folding() { for (const f of await ask('textDocument/foldingRange')) say(`FOLD ${f.startLine + 1}-${f.endLine + 1}`); },
	type(arg) { const [spec, more] = split(arg), at = find(spec); return change([{ range: { start: at, end: at }, newText: more.replaceAll('\\n', '\n') }]); },
	delete(arg) { const [spec, n] = split(arg), at = find(spec); return change([{ range: { start: at, end: { line: at.line, character: at.character + Number(n) } }, newText: '' }]); },
	async format() { await change(await ask('textDocument/formatting', { options: { tabSize: 2, insertSpaces: true } })); },
	text() { text.split('\n').forEach((l, n) => say(`TEXT ${n + 1} ${l}`)); },
};

await connection.sendRequest('initialize', {
	processId: process.pid, rootUri: pathToFileURL(dirname(file)).href,
	capabilities: { textDocument: { documentSymbol: { hierarchicalDocumentSymbolSupport: true } }, window: { workDoneProgress: true }, workspace: { configuration: true } },
});
connection.sendNotification('initialized', {});
await told(() => connection.sendNotification('textDocument/didOpen', { textDocument: { uri, languageId: 'xml', version, text } }));
for (const line of readFileSync(stepsFile, 'utf8').trim().split('\n')) {
	const [, name, arg] = line.match(/^(\S+) ?(.*)$/);
	await steps[name](arg);
}
await connection.sendRequest('shutdown');
connection.sendNotification('exit');
say('EXIT ' + await exited);
