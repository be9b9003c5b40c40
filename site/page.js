// The pages are complete without this script. It adds what only a script can:
// search, copying, the place of the reader in the contents, and the chosen
// release in the address.
'use strict';

const byId = (id) => document.getElementById(id);

// make makes an element with attributes and children.
function make(tag, attributes, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

/* Copying an example, or the commands of a session. */

const copied = (pre) => {
  const commands = pre.textContent.split('\n').filter((line) => line.startsWith('$ ')).map((line) => line.slice(2));
  return commands.length ? commands.join('\n') : pre.textContent;
};

for (const pre of document.querySelectorAll('pre[data-copy], .guide pre')) {
  const button = make('button', { type: 'button', class: 'copy', 'data-copy': '' }, 'Copy');
  button.addEventListener('click', async () => {
    try {
      await navigator.clipboard.writeText(copied(pre));
      button.textContent = 'Copied';
    } catch {
      getSelection().selectAllChildren(pre);
      button.textContent = 'Selected';
    }
    setTimeout(() => { button.textContent = 'Copy'; }, 2000);
  });
  const caption = pre.parentElement.querySelector('figcaption');
  if (caption) {
    caption.append(button);
    continue;
  }
  const around = make('div', { class: 'copyable' });
  pre.replaceWith(around);
  around.append(pre, button);
}

/* What is folded opens when the address names it. */

function unfold() {
  const part = byId(decodeURIComponent(location.hash.slice(1)));
  const folded = part?.closest('details:not([open])');
  if (!folded) return;
  folded.open = true;
  part.scrollIntoView();
}
addEventListener('hashchange', unfold);
unfold();

/* The contents. */

const contents = byId('page-contents');
contents.addEventListener('click', (event) => {
  if (event.target.closest('a') && contents.matches(':popover-open')) contents.hidePopover();
});

const parts = [];
for (const link of contents.querySelectorAll('a[href^="#"]')) {
  const part = byId(decodeURIComponent(link.hash.slice(1)));
  if (part) parts.push({ link, part });
}
let current;
let waiting = false;

// follow makes the contents point at the part that the reader is in: the last
// one that begins above the upper third of the window.
function follow() {
  waiting = false;
  const line = innerHeight / 3;
  const at = parts.findLast(({ part }) => part.getBoundingClientRect().top < line);
  if (at?.link === current) return;
  current?.removeAttribute('aria-current');
  current = at?.link;
  current?.setAttribute('aria-current', 'true');
  if (current && getComputedStyle(contents).position === 'sticky') {
    contents.scrollTop = current.offsetTop - contents.clientHeight / 3;
  }
}

function later() {
  if (!waiting) requestAnimationFrame(follow);
  waiting = true;
}
addEventListener('scroll', later, { passive: true });
addEventListener('resize', later, { passive: true });
later();

/* The release that is shown. The style sheet marks what is younger. */

const release = byId('page-release');
if (release) {
  const note = byId('page-release-note').appendChild(make('strong', { role: 'status' }));
  const show = () => {
    const younger = new Set([...release.options].slice(1, release.selectedIndex).map((option) => option.value));
    const count = [...document.querySelectorAll('[data-entry]')].filter((entry) => younger.has(entry.dataset.since)).length;
    note.textContent = release.value && ` ${count} of ${document.querySelectorAll('[data-entry]').length} entries are not in libvirt ${release.value}.`;
  };
  release.addEventListener('change', () => {
    const url = new URL(location);
    if (release.value) url.searchParams.set('libvirt', release.value);
    else url.searchParams.delete('libvirt');
    history.replaceState(null, '', url);
    show();
  });
  const asked = new URLSearchParams(location.search).get('libvirt');
  if (asked && [...release.options].some((option) => option.value === asked)) {
    release.value = asked;
    byId(decodeURIComponent(location.hash.slice(1)))?.scrollIntoView(); // the marks have moved it
  }
  show();
}

/* Search in the page. */

const shown = 12;
const kinds = ['element', 'attribute', 'flag', 'value'];
const entries = ['element', 'attribute', 'value'];
const { index, page } = document.currentScript.dataset;
let items;

// own is the text of an entry without its name and without other entries.
function own(node) {
  if (node.nodeType === Node.TEXT_NODE) return node.data;
  if (node.matches('details, .access, .path, .facts, .for, h2, h3, h4, dt, thead')) return ' ';
  return [...node.childNodes].filter((child) => !child.matches?.('[data-entry], [data-find]') && child.nodeType !== Node.COMMENT_NODE).map(own).join('');
}

function gather() {
  return [...document.querySelectorAll('[data-entry], [data-find]')].map((part) => {
    const kind = part.dataset.entry ?? part.dataset.find;
    const name = part.querySelector('.self').textContent.trim();
    const names = [name, part.querySelector('[data-alias]')?.textContent ?? ''].map((s) => s.toLowerCase());
    const text = own(part).replace(/\s+/g, ' ').trim();
    return { id: part.id, file: '', kind, name, names, text, all: `${name} ${part.id} ${text}`.toLowerCase() };
  });
}

// elsewhere are the items of other pages, from the index.
function elsewhere() {
  return Object.entries(globalThis.pageIndex).filter(([file]) => file !== page).flatMap(([file, list]) => list.map(
    ([kind, name, id, text]) => ({ id, file, kind, name, names: [name.toLowerCase()], text, all: `${name} ${id} ${text}`.toLowerCase() }),
  ));
}

// The index is a script, which can be read where no server is.
const fetchIndex = index && (() => {
  fetchIndex.asked ??= document.head.appendChild(make('script', { src: index })).addEventListener('load', () => {
    items = (items ?? gather()).concat(elsewhere());
    if (document.activeElement === input) search();
  }) ?? true;
});

// rank is how well an item fits a search, 0 the best; nothing if it does not.
function rank(item, words, terms) {
  const id = item.id.toLowerCase();
  const order = (kinds.indexOf(item.kind) + kinds.length) % (kinds.length + 1) / 10 + Math.min(id.length, 400) / 1e4 + (item.file ? 0.05 : 0);
  const fits = [
    item.names.includes(words), item.names.some((name) => name.startsWith(words)), item.names.some((name) => name.includes(words)),
    id.endsWith(words), id.includes(words), item.all.includes(words), terms.every((term) => item.all.includes(term)),
  ];
  return fits.includes(true) ? fits.indexOf(true) + order : undefined;
}

// likeness is the share of the terms, by their length, that an item has. An
// error of libvirt has names in it that no page knows.
function likeness(item, terms) {
  const length = (list) => list.reduce((sum, term) => sum + term.length, 0);
  return length(terms.filter((term) => item.all.includes(term))) / length(terms);
}

function find(query) {
  items ??= gather();
  const words = query.toLowerCase().replace(/^error:\s*/, '').replace(/\s+/g, ' ').trim();
  if (!words) return [];
  const terms = words.split(' ');
  const fits = items.map((item) => ({ item, at: rank(item, words, terms) })).filter(({ at }) => at !== undefined);
  if (!fits.length && terms.length > 3) {
    for (const item of items) if (likeness(item, terms) > 0.5) fits.push({ item, at: -likeness(item, terms) });
  }
  return fits.sort((a, b) => a.at - b.at).slice(0, shown).map(({ item }) => item);
}

// excerpt is the text around what was searched for, which is marked.
function excerpt(item, query) {
  const term = query.trim().toLowerCase().split(/\s+/).find((word) => item.text.toLowerCase().includes(word));
  const at = term ? item.text.toLowerCase().indexOf(term) : 0;
  const from = at > 40 ? item.text.lastIndexOf(' ', at - 20) + 1 : 0;
  const said = make('span', { class: 'said' }, (from ? '… ' : '') + item.text.slice(from, at));
  if (term) said.append(make('mark', {}, item.text.slice(at, at + term.length)), item.text.slice(at + term.length, at + 90));
  else said.append(item.text.slice(0, 90));
  return said;
}

const box = byId('page-search');
const input = make('input', {
  id: 'page-find', type: 'search', role: 'combobox', placeholder: 'Search  /', autocomplete: 'off', spellcheck: 'false',
  'aria-label': index ? 'Search' : 'Search in this page', 'aria-expanded': 'false', 'aria-controls': 'page-found', 'aria-autocomplete': 'list', 'aria-keyshortcuts': '/',
});
const list = make('ul', { id: 'page-found', role: 'listbox', 'aria-label': 'Found', hidden: '' });
const status = make('span', { class: 'hidden', role: 'status' });
box.append(input, list, status);
let options = [];

function close() {
  list.hidden = true;
  input.setAttribute('aria-expanded', 'false');
  input.removeAttribute('aria-activedescendant');
}

// point makes an option the one that Enter chooses.
function point(option) {
  list.querySelector('[aria-selected="true"]')?.setAttribute('aria-selected', 'false');
  option.setAttribute('aria-selected', 'true');
  option.scrollIntoView({ block: 'nearest' });
  input.setAttribute('aria-activedescendant', option.id);
}

function choose(option) {
  const { file, id } = options.find((o) => o.option === option).item;
  close();
  input.blur();
  if (file) {
    location.href = `${file}#${encodeURIComponent(id)}`;
    return;
  }
  location.hash = id;
  byId(id).scrollIntoView();
}

function search() {
  const found = find(input.value);
  options = found.map((item, i) => ({
    item,
    option: make('li', { id: `page-found-${i}`, role: 'option', 'aria-selected': 'false' },
      make('b', {}, item.name), ' ', make('small', {}, entries.includes(item.kind) ? `${item.kind} · ${item.id}` : item.kind), excerpt(item, input.value)),
  }));
  list.replaceChildren(...options.map(({ option }) => option));
  if (!input.value.trim()) return close();
  if (!found.length) list.append(make('li', { role: 'option', 'aria-disabled': 'true', 'aria-selected': 'false' }, 'Nothing found'));
  list.hidden = false;
  input.setAttribute('aria-expanded', 'true');
  status.textContent = `${found.length || 'nothing'} found`;
  if (found.length) point(options[0].option);
}

input.addEventListener('input', search);
input.addEventListener('focus', () => {
  fetchIndex?.();
  if (input.value) search();
});
input.addEventListener('blur', close);
input.addEventListener('keydown', (event) => {
  const at = options.findIndex(({ option }) => option.getAttribute('aria-selected') === 'true');
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step && options.length) point(options.at((at + step) % options.length).option);
  else if (event.key === 'Enter' && at >= 0 && !list.hidden) choose(options[at].option);
  else if (event.key === 'Escape') input.blur();
  else return;
  event.preventDefault();
});
list.addEventListener('mousedown', (event) => event.preventDefault()); // the focus stays in the input
list.addEventListener('click', (event) => {
  const option = event.target.closest('[role=option]:not([aria-disabled])');
  if (option) choose(option);
});
addEventListener('keydown', (event) => {
  if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey || event.target.closest?.('input, select, textarea')) return;
  event.preventDefault();
  input.focus();
  input.select();
});
