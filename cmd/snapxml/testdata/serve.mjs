// serve.mjs URL SOURCE: opens a page that snapxml serve shows, changes the doc
// comments of the Go source it is made of, and waits until the page shows it.
// Without a reload of its own the page never does.
import { createRequire } from 'node:module';
import fs from 'node:fs';
import path from 'node:path';

const require = createRequire(path.join(process.env.TOOLS, 'package.json'));
const { chromium } = require('playwright-core');
const [url, source] = process.argv.slice(2);
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM, args: ['--no-sandbox', '--disable-gpu'] });
const page = await browser.newPage();
page.on('console', (message) => { if (message.type() === 'error') { console.log(message.text()); process.exitCode = 1; } });
await page.goto(url);
const before = fs.readFileSync(source, 'utf8');
const after = before.replace(/^(\s*\/\/ Description .*)$/m, '$1 Xylophones are allowed.');
if (after === before) throw new Error(`${source} has no comment about Description`);
fs.writeFileSync(source, after);
await page.waitForFunction(() => document.body.textContent.includes('Xylophones are allowed'), undefined, { timeout: 240_000 });
await browser.close();
