// browser.mjs FOLDER [REFERENCE]: opens the pages in FOLDER in Chromium and does
// what a reader does, and searches in the reference of libvirt's own schema. It prints what went wrong, a line each, and exits with 1 then.
// TOOLS names the folder whose node_modules have playwright-core.
import { createRequire } from 'node:module';
import fs from 'node:fs';
import http from 'node:http';
import path from 'node:path';

const require = createRequire(path.join(process.env.TOOLS, 'package.json'));
const { chromium } = require('playwright-core');
const folder = process.argv[2];
const types = { '.html': 'text/html; charset=utf-8', '.css': 'text/css', '.js': 'text/javascript', '.xml': 'application/xml', '.svg': 'image/svg+xml' };

const server = http.createServer((request, response) => {
  const name = path.join(folder, decodeURIComponent(new URL(request.url, 'http://localhost').pathname));
  if (!fs.existsSync(name) || fs.statSync(name).isDirectory()) return response.writeHead(404).end();
  response.writeHead(200, { 'content-type': types[path.extname(name)] ?? 'text/plain' }).end(fs.readFileSync(name));
});
await new Promise((resolve) => { server.listen(0, '127.0.0.1', resolve); });
const base = `http://127.0.0.1:${server.address().port}/`;
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM, args: ['--no-sandbox', '--disable-gpu'] });
const wrong = [];

// visit opens a page in a window of its own and has a test look at it.
async function visit(name, address, test, options = {}) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, permissions: ['clipboard-read', 'clipboard-write'], ...options });
  const page = await context.newPage();
  page.on('console', (message) => { if (['error', 'warning'].includes(message.type())) wrong.push(`${name}: console: ${message.text()}`); });
  page.on('pageerror', (error) => wrong.push(`${name}: ${error.message}`));
  page.on('request', (request) => { if (!/^(http:\/\/127\.0\.0\.1|data:)/.test(request.url())) wrong.push(`${name}: asks for ${request.url()}`); });
  await page.goto(base + address);
  try {
    await test(page, (what, got, want) => { if (JSON.stringify(got) !== JSON.stringify(want)) wrong.push(`${name}: ${what}: ${JSON.stringify(got)}, want ${JSON.stringify(want)}`); });
  } catch (error) {
    wrong.push(`${name}: ${error.message}`);
  }
  await context.close();
}

// search types into the search box, takes the first that is found, and gives
// the id that the page is at then.
async function search(page, words) {
  await page.keyboard.press('/');
  await page.keyboard.insertText(words);
  await page.keyboard.press('Enter');
  return decodeURIComponent(new URL(page.url()).hash.slice(1));
}

const page = 'formatsnapshot.html';
const isInView = (id) => {
  const { top } = document.getElementById(id).getBoundingClientRect();
  return top >= 0 && top < innerHeight / 2;
};

for (const [kind, words, id] of [
  ['an element', 'metadata_cache', 'domainsnapshot/disks/disk/driver/metadata_cache'],
  ['an element by its path', 'disk/source/host', 'domainsnapshot/disks/disk/source/host'],
  ['an attribute', 'tlsHostname', 'domainsnapshot/disks/disk/source/@tlsHostname'],
  ['a value', 'disk-snapshot', 'domainsnapshot/state=disk-snapshot'],
  ['a flag', 'REUSE_EXT', 'flag-reuse-ext'],
  ['a flag', '--live', 'flag-live'],
  ['a word of prose', 'overlooked', 'domainsnapshot/disks/disk'],
  ['words of prose', 'free text for people', 'domainsnapshot/description'],
]) {
  await visit(`search for ${kind}`, page, async (p, is) => {
    is(words, await search(p, words), id);
    is(`${id} in view`, await p.evaluate(isInView, id), true);
  });
}

await visit('search for an error', 'errors.html', async (p, is) => {
  is('the rule', await search(p, 'error: invalid argument: parent base for moment child not found'), 'parent-unknown');
});

await visit('search with the keyboard', page, async (p, is) => {
  await p.keyboard.press('/');
  is('focus', await p.evaluate(() => document.activeElement.id), 'page-find');
  await p.keyboard.insertText('snapshot');
  const active = () => p.getAttribute('#page-find', 'aria-activedescendant');
  const first = await active();
  await p.keyboard.press('ArrowDown');
  is('another option', await active() !== first, true);
  await p.keyboard.press('ArrowUp');
  is('the first option', await active(), first);
  await p.keyboard.press('Escape');
  is('list', await p.isVisible('#page-found'), false);
  await p.keyboard.press('/');
  await p.keyboard.insertText('xyzzy');
  is('nothing', await p.textContent('#page-found'), 'Nothing found');
});

const later = (p, id) => p.evaluate((id) => getComputedStyle(document.getElementById(id), '::before').content, id);
const memory = 'domainsnapshot/memory';

await visit('version switch', page, async (p, is) => {
  is('newest', await later(p, memory), 'none');
  await p.selectOption('#page-release', '0.9.5');
  is('0.9.5', await later(p, memory), '"not in 0.9.5"');
  is('what was there', await later(p, 'domainsnapshot/name'), 'none');
  is('a value within', await later(p, 'domainsnapshot/disks/disk/@snapshot=manual'), '"not in 0.9.5"');
  is('address', new URL(p.url()).search, '?libvirt=0.9.5');
  is('note', /\d+ of \d+ entries are not in libvirt 0\.9\.5/.test(await p.textContent('#page-release-note')), true);
  await p.selectOption('#page-release', '');
  is('newest again', await later(p, memory), 'none');
  is('address again', new URL(p.url()).search, '');
});

await visit('a release in the address', `${page}?libvirt=1.0.1#domainsnapshot/disks/disk`, async (p, is) => {
  is('chosen', await p.inputValue('#page-release'), '1.0.1');
  is('at the place', await p.evaluate(isInView, 'domainsnapshot/disks/disk'), true);
});

await visit('version switch without script', page, async (p, is) => {
  await p.selectOption('#page-release', '0.9.5');
  is('0.9.5', await later(p, memory), '"not in 0.9.5"');
}, { javaScriptEnabled: false });

await visit('copy', page, async (p, is) => {
  const example = p.locator('#example-disk-only');
  await example.locator('button').click();
  is('button', await example.locator('button').textContent(), 'Copied');
  const file = fs.readFileSync(path.join(folder, 'examples/disk-only.xml'), 'utf8');
  is('clipboard', await p.evaluate(() => navigator.clipboard.readText()), file.trimEnd());
});

await visit('contents', page, async (p, is) => {
  await p.click('.menu');
  await p.click('.contents a[href="#domainsnapshot/disks"]');
  is('closed', await p.isVisible('#page-contents'), false);
  is('in view', await p.evaluate(isInView, 'domainsnapshot/disks'), true);
}, { viewport: { width: 390, height: 844 } });

for (const colorScheme of ['light', 'dark']) {
  await visit(`the picture, ${colorScheme}`, page, async (p, is) => {
    const picture = p.locator('#example-hierarchy img');
    await picture.scrollIntoViewIfNeeded();
    await picture.evaluate((img) => img.decode());
    is('size', await picture.evaluate((img) => img.naturalWidth === img.width && img.naturalHeight === img.height), true);
  }, { colorScheme });
}

await visit('the place in the contents', page, async (p, is) => {
  await p.evaluate(() => document.getElementById('domainsnapshot/cookie').scrollIntoView());
  await p.waitForFunction(() => document.querySelector('.contents a[aria-current="true"]')?.hash === '#domainsnapshot/cookie', undefined, { timeout: 5000 });
});

await visit('what is folded', page, async (p, is) => {
  const model = 'page-model:domainsnapshot/memory';
  await p.evaluate((id) => { location.hash = id; }, model);
  await p.waitForFunction((id) => document.getElementById(id).open, model, { timeout: 5000 });
  await p.goto(`${base}${page}#page-model:domainsnapshot/cookie`);
  is('open at once', await p.evaluate(() => document.getElementById('page-model:domainsnapshot/cookie').open), true);
});

await visit('search from another page', 'moving.html', async (p, is) => {
  await p.keyboard.press('/');
  await p.waitForFunction(() => globalThis.pageIndex, undefined, { timeout: 5000 });
  await p.keyboard.insertText('metadata_cache');
  await p.keyboard.press('Enter');
  await p.waitForURL((url) => url.pathname.endsWith('formatsnapshot.html'), { timeout: 5000 });
  is('place', decodeURIComponent(new URL(p.url()).hash), '#domainsnapshot/disks/disk/driver/metadata_cache');
});

await visit('copy a session', 'moving.html', async (p, is) => {
  await p.locator('pre', { hasText: 'snapxml tree' }).locator('xpath=..').locator('button').click();
  is('clipboard', await p.evaluate(() => navigator.clipboard.readText()), 'ls snapshots\nsnapxml tree --plain snapshots');
});

if (process.argv[3]) { // the reference of a large schema
  const folder = process.argv[3];
  for (const [kind, words, at] of [
    ['an element', 'iothreadids', 'iothreadids.html'],
    ['an attribute', 'tlsHostname', '@tlsHostname'],
    ['a value', 'virtio-non-transitional', '=virtio-non-transitional'],
    ['a comment', 'child of a snapshot', 'inactiveDomain'],
  ]) {
    const p = await (await browser.newContext()).newPage();
    p.on('pageerror', (error) => wrong.push(`search for ${kind}: ${error.message}`));
    await p.goto(`file://${folder}/index.html`); // no server is needed
    await p.keyboard.press('/');
    await p.waitForFunction(() => globalThis.pageIndex, undefined, { timeout: 5000 });
    await p.keyboard.insertText(words);
    await p.keyboard.press('Enter');
    try {
      await p.waitForFunction((at) => decodeURIComponent(location.href).includes(at), at, { timeout: 5000 });
    } catch {
      wrong.push(`search for ${kind}: ${decodeURIComponent(p.url())}, want ${at}`);
    }
    await p.context().close();
  }
}

await browser.close();
server.close();
for (const line of wrong) console.log(line);
process.exit(wrong.length ? 1 : 0);
