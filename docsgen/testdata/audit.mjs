// audit.mjs FOLDER [PAGE…]: opens pages in Chromium, light and dark, wide and
// narrow, on paper and without scripts, and prints what is wrong, a line each;
// it exits with 1 then. Without pages it takes all that the folder has. TOOLS
// names the folder whose node_modules have playwright-core and axe-core.
import { createRequire } from 'node:module';
import fs from 'node:fs';
import http from 'node:http';
import path from 'node:path';

const require = createRequire(path.join(process.env.TOOLS, 'package.json'));
const { chromium } = require('playwright-core');
const axe = fs.readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
const [folder, ...named] = process.argv.slice(2);
const pages = named.length ? named : fs.readdirSync(folder).filter((name) => name.endsWith('.html'));
const types = { '.html': 'text/html; charset=utf-8', '.css': 'text/css', '.js': 'text/javascript', '.svg': 'image/svg+xml' };

const server = http.createServer((request, response) => {
  const name = path.join(folder, decodeURIComponent(new URL(request.url, 'http://localhost').pathname));
  if (!fs.existsSync(name) || fs.statSync(name).isDirectory()) return response.writeHead(404).end();
  response.writeHead(200, { 'content-type': types[path.extname(name)] ?? 'text/plain' }).end(fs.readFileSync(name));
});
await new Promise((resolve) => { server.listen(0, '127.0.0.1', resolve); });
const base = `http://127.0.0.1:${server.address().port}/`;
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM, args: ['--no-sandbox', '--disable-gpu'] });
const wrong = [];
const shifts = `globalThis.shifted = 0;
new PerformanceObserver((list) => { for (const entry of list.getEntries()) globalThis.shifted += entry.value; }).observe({ type: 'layout-shift', buffered: true });`;

// open makes a window whose pages tell what goes wrong in them.
async function open(options) {
  const context = await browser.newContext(options);
  await context.addInitScript(shifts);
  const page = await context.newPage();
  page.on('console', (message) => { if (['error', 'warning'].includes(message.type())) wrong.push(`${page.url()}: console: ${message.text()}`); });
  page.on('pageerror', (error) => wrong.push(`${page.url()}: ${error.message}`));
  page.on('request', (request) => { if (!request.url().startsWith(base) && !request.url().startsWith('data:')) wrong.push(`${page.url()}: asks for ${request.url()}`); });
  return page;
}

// rules are those of axe for WCAG 2.1 AA.
const rules = { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'], resultTypes: ['violations'] };

for (const colorScheme of ['light', 'dark']) {
  for (const width of [1280, 390]) {
    const page = await open({ colorScheme, viewport: { width, height: 900 } });
    for (const name of pages) {
      const say = (text) => wrong.push(`${name} (${colorScheme}, ${width}): ${text}`);
      await page.goto(base + name);
      await page.evaluate(axe);
      const { violations } = await page.evaluate((rules) => globalThis.axe.run(document, rules), rules);
      for (const v of violations) say(`${v.id}: ${v.nodes.length} × ${v.nodes[0].html.slice(0, 120)}`);
      const shifted = await page.evaluate(() => globalThis.shifted);
      if (shifted >= 0.02) say(`the layout shifts by ${shifted}`);
    }
    await page.context().close();
  }
}

const narrow = await open({ viewport: { width: 320, height: 700 } });
for (const name of pages) {
  await narrow.goto(base + name);
  const over = await narrow.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  if (over > 0) wrong.push(`${name}: ${over} px too wide at 320 px`);
}

// On paper there is no navigation, and everything else is.
const paper = await open({ viewport: { width: 794, height: 1123 } });
await paper.emulateMedia({ media: 'print' });
for (const name of pages) {
  await paper.goto(base + name);
  const seen = await paper.evaluate(() => [...document.querySelectorAll('.bar, .contents, .copy')].filter((part) => part.checkVisibility()).length);
  if (seen) wrong.push(`${name}: navigation is printed`);
  const over = await paper.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  if (over > 0) wrong.push(`${name}: ${over} px too wide on paper`);
}

// Without scripts nothing that is read is missing, and with them the keyboard
// alone reaches all links and buttons.
const still = await open({ viewport: { width: 1280, height: 900 }, javaScriptEnabled: false });
const alive = await open({ viewport: { width: 1280, height: 900 } });
for (const name of pages) {
  await still.goto(base + name);
  await alive.goto(base + name);
  const text = (page) => page.locator('main').innerText();
  const [without, within] = [await text(still), await text(alive)];
  if (without.length < within.replaceAll('Copy', '').length * 0.95) wrong.push(`${name}: ${without.length} characters without scripts, ${within.length} with them`);
  const lost = await alive.evaluate(() => [...document.querySelectorAll('a[href], button, input, select, summary')]
    .filter((part) => part.checkVisibility({ visibilityProperty: true }) && part.tabIndex < 0).map((part) => part.outerHTML.slice(0, 80)));
  for (const part of lost) wrong.push(`${name}: the keyboard does not reach ${part}`);
}

await browser.close();
server.close();
for (const line of wrong) console.log(line);
process.exit(wrong.length ? 1 : 0);
