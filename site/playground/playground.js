// The playground: a document, the editor server in a worker, and what it finds.
import { Client } from './client.js';
import { Plain } from './plain.js';
import { read, write } from './permalink.js';
import { render } from './markdown.js';

const part = (name) => document.getElementById(`play-${name}`);
const make = (tag, properties, ...children) => {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
};

const area = part('text');
let editor = new Plain(area, changed);
let client;
let findings = [];

/* What is said below the document. */

function say(text, kind = '') {
  const status = part('status');
  if (status.textContent !== text) status.textContent = text;
  status.className = kind;
}

const counted = (n, word) => `${n} ${word}${n === 1 ? '' : 's'}`;

function found(list) {
  findings = list;
  editor.mark(list);
  const counts = ['error', 'warning', 'info'].map((kind) => [kind, list.filter((f) => f.severity === kind).length]).filter(([, n]) => n);
  say(counts.length ? counts.map(([kind, n]) => (kind === 'info' ? counted(n, 'remark') : counted(n, kind))).join(', ') : 'Nothing found', counts[0]?.[0] === 'error' ? 'bad' : 'good');
  part('fix').disabled = !list.some(({ fixes }) => fixes.length);
  const items = list.map((f) => {
    const item = make('li', { className: f.severity },
      make('button', { type: 'button', className: 'at', title: 'Show it', onclick: () => editor.reveal(f.from, f.to) }, `${f.line}:${f.column}`),
      make('span', { className: 'kind' }, f.severity), ' ', f.message, ' ',
      make('a', { className: 'code', href: f.page, target: '_blank' }, f.code));
    if (f.fixes.length) item.append(make('div', { className: 'fixes' }, ...f.fixes.map((fix) => make('button', { type: 'button', onclick: () => apply(fix.edits) }, fix.title))));
    return item;
  });
  part('findings').replaceChildren(items.length ? make('ol', {}, ...items) : make('p', {}, settings().driver
    ? `The document is valid, and libvirt has nothing against it.` : 'The document is valid. Choose a driver to have libvirt’s answer foretold.'));
}

function failed(message) {
  const where = location.protocol === 'file:' ? ' Browsers start no worker from a file: look at this page through a server.' : '';
  say('The checker does not run', 'bad');
  part('findings').replaceChildren(make('p', {}, `The checker could not be loaded: ${message}.${where}`));
}

/* The document. */

function changed(text) {
  client?.change(text);
  const { value } = part('example');
  if (value && text !== examples.get(value)) part('example').value = '';
  remember();
}

function put(text) {
  editor.set(text);
  changed(text);
}

const apply = (edits) => { if (edits?.length) editor.apply(edits); };

/* The choices above it. */

const examples = new Map();
const boxes = [...document.querySelectorAll('#play-flags input')];

function settings() {
  const driver = part('driver')?.value ?? '';
  const flags = boxes.filter((box) => box.checked).map((box) => box.value).join(',');
  return { libvirt: part('libvirt').value, driver, flags };
}

// configure tells the server of the choices.
function configure() {
  const { libvirt, driver, flags } = settings();
  if (part('flags')) part('flags-chosen').textContent = `: ${driver && flags ? flags.replaceAll(',', ', ') : 'none'}`;
  const said = { libvirt, ...(driver && { driver, flags: flags || 'none' }) };
  client?.configure(said);
  return said;
}

function choose({ libvirt, driver, flags }) {
  const set = (select, value) => { if (select) select.value = [...select.options].some((o) => o.value === value) ? value : ''; };
  set(part('libvirt'), libvirt ?? '');
  set(part('driver'), driver ?? '');
  const names = (flags ?? '').split(',');
  for (const box of boxes) box.checked = names.includes(box.value);
  configure();
}

async function load(name) {
  const option = [...part('example').options].find((o) => o.value === name && name);
  if (!option) return undefined;
  const response = await fetch(option.dataset.file);
  if (!response.ok) throw new Error(`${response.status} ${response.statusText}`);
  const text = await response.text();
  examples.set(name, text);
  part('example').value = name;
  return { text, flags: option.dataset.flags };
}

part('example').addEventListener('change', async () => {
  const { value } = part('example');
  try {
    const example = await load(value);
    if (!example) return;
    choose({ ...settings(), flags: example.flags, driver: example.flags ? settings().driver || 'qemu' : settings().driver });
    put(example.text);
  } catch (error) {
    say(`The example could not be loaded: ${error.message}`, 'bad');
  }
});
for (const choice of [part('libvirt'), part('driver'), ...boxes]) {
  choice?.addEventListener('change', () => {
    if (boxes.includes(choice) && choice.checked && !part('driver').value) part('driver').value = 'qemu';
    configure();
    remember();
  });
}
document.addEventListener('click', (event) => { if (!event.target.closest('#play-flags')) part('flags')?.removeAttribute('open'); });
document.addEventListener('keydown', (event) => {
  if (event.key !== 'Escape' || !part('flags')?.open) return;
  part('flags').open = false;
  part('flags').firstElementChild.focus();
});

/* The address. */

let timer;
let written;

// remember puts the document into the address, when it rests.
function remember() {
  clearTimeout(timer);
  timer = setTimeout(address, 400);
}

async function address() {
  clearTimeout(timer);
  const hash = await write({ example: part('example').value, text: editor.text, settings: settings() });
  if (hash === undefined) return false;
  written = hash;
  if (location.hash !== hash) history.replaceState(null, '', location.pathname + hash);
  return true;
}

// follow does what the address says.
async function follow() {
  const asked = location.hash.includes('=') ? location.hash : location.search;
  if (asked.length < 2 || asked === written) return;
  try {
    const said = await read(asked);
    const example = said.text === undefined ? await load(said.example) : undefined;
    const text = said.text ?? example?.text;
    choose({ ...said, flags: said.flags ?? example?.flags, driver: said.driver ?? (example?.flags && 'qemu') });
    if (said.text !== undefined) part('example').value = '';
    if (text !== undefined) put(text);
  } catch {
    say('The address holds no document that can be read', 'bad');
  }
}
addEventListener('hashchange', follow);

part('link').addEventListener('click', async () => {
  if (!await address()) return say('The document is too long for an address', 'bad');
  try {
    await navigator.clipboard.writeText(location.href);
    part('link').textContent = 'Copied';
  } catch {
    part('link').textContent = 'It is the address';
  }
  setTimeout(() => { part('link').textContent = 'Copy link'; }, 2000);
});

/* What the server does with the document. */

part('format').addEventListener('click', async () => apply(await client.format()));
part('fix').addEventListener('click', async () => {
  const [all] = await client.fixes('source.fixAll');
  apply(all?.edits ?? findings.find(({ fixes }) => fixes.length)?.fixes[0].edits);
});

// upgrade puts the better editor in the place of the text area, once somebody
// is about to write.
async function upgrade() {
  const { Code } = await import('./editor.js');
  const go = () => {
    const focused = document.activeElement === area;
    const text = area.value;
    const { selectionStart, selectionEnd, scrollTop } = area;
    editor = new Code(area.parentElement, { text, from: selectionStart, to: selectionEnd, changed, client, render });
    area.hidden = true;
    if (focused) editor.focus(scrollTop);
    editor.mark(findings);
  };
  if (composing) area.addEventListener('compositionend', () => setTimeout(go), { once: true });
  else go();
}
let composing = false;
area.addEventListener('compositionstart', () => { composing = true; });
area.addEventListener('compositionend', () => { composing = false; });
area.addEventListener('focus', () => upgrade().catch(() => {}), { once: true }); // without it the text area goes on

/* The beginning. */

await follow();
say('Loading the checker …');
try {
  client = new Client(new Worker(new URL('worker.js', import.meta.url)), editor.text, configure(), {
    found, failed, progress: (done) => say(`Loading the checker: ${Math.round(100 * done)} %`), said: (message) => say(message, 'bad'),
  });
  client.ready.then(() => { part('format').disabled = false; }, (error) => failed(error.message));
} catch (error) {
  failed(error.message);
}
if (editor.text !== client?.text) client?.change(editor.text);
