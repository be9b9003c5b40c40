// playground.mjs FOLDER: opens the playground of the site in FOLDER in Chromium
// and does what a writer of documents does. It prints what went wrong, a line
// each, and exits with 1 then. TOOLS names the folder whose node_modules have
// playwright-core; SHOTS, if it is set, a folder for pictures.
import { createRequire } from 'node:module';
import fs from 'node:fs';
import http from 'node:http';
import path from 'node:path';

const require = createRequire(path.join(process.env.TOOLS, 'package.json'));
const { chromium } = require('playwright-core');
const folder = process.argv[2];
const types = { '.html': 'text/html; charset=utf-8', '.css': 'text/css', '.js': 'text/javascript', '.xml': 'application/xml', '.svg': 'image/svg+xml', '.wasm': 'application/wasm' };

const server = http.createServer((request, response) => {
  const name = path.join(folder, decodeURIComponent(new URL(request.url, 'http://localhost').pathname));
  if (!fs.existsSync(name) || fs.statSync(name).isDirectory()) return response.writeHead(404).end();
  response.writeHead(200, { 'content-type': types[path.extname(name)] ?? 'text/plain' }).end(fs.readFileSync(name));
});
await new Promise((resolve) => { server.listen(0, '127.0.0.1', resolve); });
const base = `http://127.0.0.1:${server.address().port}/`;
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM, args: ['--no-sandbox', '--disable-gpu'] });
const wrong = [];

// visit opens an address in a window of its own and has a test look at it.
async function visit(name, address, test, options = {}) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 1000 }, permissions: ['clipboard-read', 'clipboard-write'], ...options });
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  page.on('console', (message) => { if (['error', 'warning'].includes(message.type())) wrong.push(`${name}: console: ${message.text()}`); });
  page.on('pageerror', (error) => wrong.push(`${name}: ${error.message}`));
  context.on('request', (request) => { if (!/^(http:\/\/127\.0\.0\.1|data:)/.test(request.url())) wrong.push(`${name}: asks for ${request.url()}`); });
  await page.goto(base + address);
  try {
    await test(page, (what, got, want) => { if (JSON.stringify(got) !== JSON.stringify(want)) wrong.push(`${name}: ${what}: ${JSON.stringify(got)}, want ${JSON.stringify(want)}`); });
  } catch (error) {
    wrong.push(`${name}: ${error.message}`);
  }
  await context.close();
}

const page = 'playground.html';
const wholeDocument = '<domainsnapshot>\n  <disks>\n    <disk name="vda" snapshot="external"/>\n  </disks>\n</domainsnapshot>\n';
const status = (p, text) => p.locator('#play-status', { hasText: text }).waitFor();
const hash = async (text) => {
  const bytes = new Uint8Array(await new Response(new Blob([text]).stream().pipeThrough(new CompressionStream('deflate-raw'))).arrayBuffer());
  return `${page}#document=${Buffer.from(bytes).toString('base64url')}`;
};

// edit opens a document in the better editor, with the cursor at the end of
// some words in it.
async function edit(p, words) {
  await p.focus('#play-text');
  const content = p.locator('#play-editor .cm-content');
  await content.waitFor();
  if (words) {
    const at = (await text(p)).indexOf(words) + words.length;
    await p.keyboard.press('Control+Home');
    for (let i = 0; i < at; i++) await p.keyboard.press('ArrowRight');
  }
}
const text = (p) => p.evaluate(() => {
  const host = document.querySelector('#play-editor > div');
  return host ? [...host.shadowRoot.querySelectorAll('.cm-line')].map((line) => line.textContent).join('\n') : document.getElementById('play-text').value;
});
const messages = (p) => p.locator('#play-findings li').allTextContents();

await visit('the text area', await hash('<domainsnapshot><disks><disk name="vda" snapshot="extrnal"/></disks></domainsnapshot>'), async (p, is) => {
  is('the document of the address is there', await p.inputValue('#play-text'), '<domainsnapshot><disks><disk name="vda" snapshot="extrnal"/></disks></domainsnapshot>');
  await status(p, '1 error');
  is('CodeMirror is not loaded yet', await p.locator('.cm-content').count(), 0);
  await p.click('#play-findings >> text=replace "extrnal" by "external"');
  await status(p, 'Nothing found');
});

await visit('a wrong value, marked and mended', await hash(wholeDocument), async (p, is) => {
  await status(p, 'Nothing found');
  await edit(p, 'snapshot="extern');
  await p.keyboard.press('Backspace');
  await status(p, '1 error');
  // The time from the key to the mark, the median of several.
  const times = [];
  for (const key of ['q', 'Backspace', 'w', 'Backspace', 'v']) {
    await p.evaluate(() => {
      const root = document.querySelector('#play-editor > div').shadowRoot;
      const findings = document.getElementById('play-findings');
      window.took = undefined;
      root.addEventListener('keydown', () => {
        const start = performance.now();
        const old = findings.textContent;
        const look = () => {
          if (findings.textContent !== old && root.querySelector('.cm-lintRange-error')) window.took = performance.now() - start;
          else requestAnimationFrame(look);
        };
        look();
      }, { once: true, capture: true });
    });
    await p.keyboard.press(key);
    await p.waitForFunction(() => window.took !== undefined);
    times.push(await p.evaluate(() => window.took));
  }
  const took = times.sort((a, b) => a - b)[2];
  console.error(`a wrong value is marked after ${Math.round(took)} ms`);
  if (took > 300) wrong.push(`a wrong value is marked after ${took} ms`);
  is('the finding', (await messages(p)).length, 1);
  await p.locator('#play-findings .fixes button').first().waitFor();
  await p.locator('.cm-lintRange-error').first().hover();
  await p.locator('.cm-diagnosticAction').first().click();
  await status(p, 'Nothing found');
});

await visit('a fix by click in the list', await hash('<domainsnapshot>\n  <descripton>a</descripton>\n</domainsnapshot>\n'), async (p, is) => {
  await edit(p);
  await status(p, '1 error');
  await p.click('#play-findings >> text=rename "descripton" to "description"');
  await status(p, 'Nothing found');
  is('the document', await text(p), '<domainsnapshot>\n  <description>a</description>\n</domainsnapshot>\n');
  await p.keyboard.press('Control+z');
  await status(p, '1 error');
});

await visit('fix all, format', await hash('<domainsnapshot><descripton>a</descripton><nam>b</nam></domainsnapshot>'), async (p, is) => {
  await edit(p);
  await p.click('#play-fix:enabled');
  await status(p, 'Nothing found');
  await p.click('#play-format');
  await p.waitForFunction(() => document.querySelector('#play-editor > div').shadowRoot.querySelectorAll('.cm-line').length > 2);
  is('the document', await text(p), '<domainsnapshot>\n  <description>a</description>\n  <name>b</name>\n</domainsnapshot>');
});

await visit('looking up', await hash(wholeDocument), async (p, is) => {
  await status(p, 'Nothing found');
  await edit(p);
  await p.locator('.cm-line .tok-value', { hasText: 'external' }).hover();
  await p.locator('.cm-tooltip-hover .says').waitFor();
  is('what is said', /overlay/.test(await p.locator('.cm-tooltip-hover').textContent()), true);
});

await visit('completing', await hash(wholeDocument), async (p, is) => {
  await status(p, 'Nothing found');
  await edit(p, '</disks>');
  await p.keyboard.press('Enter');
  await p.keyboard.type('<desc');
  await p.locator('.cm-tooltip-autocomplete li', { hasText: '<description' }).waitFor();
  await p.waitForTimeout(150); // a list that has just opened takes no Enter
  await p.keyboard.press('Enter');
  await p.keyboard.insertText('before the upgrade');
  await status(p, 'Nothing found');
  is('the document', (await text(p)).includes('  <description>before the upgrade</description>'), true);
  await p.keyboard.press('Control+End');
});

await visit('an end tag gets its name', await hash('<domainsnapshot>\n  <name>a\n</domainsnapshot>\n'), async (p, is) => {
  await edit(p, '<name>a');
  await p.keyboard.type('</');
  await status(p, 'Nothing found');
  is('the document', await text(p), '<domainsnapshot>\n  <name>a</name>\n</domainsnapshot>\n');
});

await visit('foretelling', page + '?example=minimal', async (p, is) => {
  await status(p, 'Nothing found');
  is('the example', await p.inputValue('#play-example'), 'minimal');
  await p.click('#play-flags summary');
  await p.check('#play-flags input[value=redefine]');
  is('the driver', await p.inputValue('#play-driver'), 'qemu');
  await status(p, 'error');
  is('libvirt’s answer', (await messages(p)).some((m) => /libvirt refuses this/.test(m)), true);
  is('it leads to', await p.locator('#play-findings .code').first().getAttribute('href').then((href) => href.startsWith('errors.html#')), true);
  await p.uncheck('#play-flags input[value=redefine]');
  await status(p, 'Nothing found');
});

await visit('an older release', await hash('<domainsnapshot><disks><disk name="vda" snapshot="manual"/></disks></domainsnapshot>'), async (p, is) => {
  await status(p, 'Nothing found');
  await p.selectOption('#play-libvirt', '1.0.1');
  await status(p, '1 ');
  is('the finding', (await messages(p)).some((m) => /8\.2\.0/.test(m)), true);
});

await visit('a permalink', page, async (p, is) => {
  await edit(p);
  await p.keyboard.press('Control+a');
  const written = '<domainsnapshot>\n  <name>Zoë 🐧</name>\n</domainsnapshot>';
  await p.keyboard.press('x'); // over what is selected
  await p.keyboard.press('Backspace');
  await p.evaluate((text) => navigator.clipboard.writeText(text), written);
  await p.keyboard.press('Control+v');
  await p.selectOption('#play-driver', 'test');
  await p.click('#play-link');
  await p.locator('#play-link', { hasText: 'Copied' }).waitFor();
  const link = await p.evaluate(() => navigator.clipboard.readText());
  is('it is the address', link, p.url());
  await p.goto('about:blank');
  await p.goto(link);
  await p.waitForFunction((text) => document.getElementById('play-text').value === text, written);
  is('the driver', await p.inputValue('#play-driver'), 'test');
  await status(p, 'Nothing found');
});

for (const [what, address] of [['what is no document', `${page}#document=%21%21`], ['what does not unpack', `${page}#document=AAAA`]]) {
  await visit(`an address with ${what}`, address, async (p, is) => {
    await p.locator('#play-format:enabled').waitFor();
    is('the document to begin with', (await p.inputValue('#play-text')).includes('<domainsnapshot'), true);
  });
}

await visit('the keyboard', page, async (p, is) => {
  await status(p, 'Nothing found');
  const stops = [];
  await p.focus('#play-example');
  for (let i = 0; i < 12; i++) {
    await p.keyboard.press('Tab');
    stops.push(await p.evaluate(() => document.activeElement.id || document.activeElement.shadowRoot?.activeElement?.className.split(' ')[0] || document.activeElement.tagName));
    if (stops.at(-1) === 'play-text') await p.locator('.cm-content').waitFor();
    if (stops.at(-1) === 'cm-content') stops.push('play-text');
  }
  for (const id of ['play-libvirt', 'play-driver', 'play-text', 'play-link', 'play-findings']) is(`Tab reaches ${id}`, stops.includes(id), true);
});

await visit('without scripts', page, async (p, is) => {
  is('what it needs', (await p.locator('noscript').textContent()).includes('snapxml validate') && await p.locator('noscript p').isVisible(), true);
  is('a document', (await p.inputValue('#play-text')).includes('<domainsnapshot'), true);
}, { javaScriptEnabled: false });

if (process.env.SHOTS) {
  const shown = (await hash('<domainsnapshot>\n  <!-- before the upgrade -->\n  <descripton>with a slip &amp; a wrong value</descripton>\n  <memory snapshot="internal" file="/srv/ram"/>\n  <disks>\n    <disk name="vda" snapshot="extrnal"/>\n    <disk name="vdb" type="file">\n      <source file="/srv/vdb.overlay"/>\n    </disk>\n  </disks>\n</domainsnapshot>\n')) + '&driver=qemu&flags=disk-only';
  for (const colorScheme of ['light', 'dark']) {
    for (const width of [1280, 390]) {
      await visit('a picture', shown, async (p) => {
        await status(p, 'error');
        await p.screenshot({ path: `${process.env.SHOTS}/${colorScheme}-${width}-plain.png`, fullPage: true });
        await edit(p, 'with a');
        await p.waitForTimeout(300);
        await p.screenshot({ path: `${process.env.SHOTS}/${colorScheme}-${width}.png` });
        await p.locator('.cm-lintRange-error').last().hover();
        await p.waitForTimeout(700);
        await p.screenshot({ path: `${process.env.SHOTS}/${colorScheme}-${width}-hover.png` });
        await p.mouse.move(5, 5);
        await p.keyboard.press('End');
        await p.keyboard.press('Enter');
        await p.keyboard.type('<');
        await p.waitForTimeout(700);
        await p.screenshot({ path: `${process.env.SHOTS}/${colorScheme}-${width}-complete.png` });
      }, { colorScheme, viewport: { width, height: width > 500 ? 1000 : 844 } });
    }
  }
}

await browser.close();
server.close();
if (wrong.length) {
  console.log(wrong.join('\n'));
  process.exit(1);
}
