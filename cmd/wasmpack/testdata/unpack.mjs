// unpack.mjs LZMA.js FILE: unpacks a file with the page's script, which gets it
// in pieces of many sizes, and prints it.
import fs from 'node:fs';
import vm from 'node:vm';

const [script, file] = process.argv.slice(2);
const unlzma = vm.runInThisContext(`${fs.readFileSync(script, 'utf8')}; unlzma`);
const packed = fs.readFileSync(file);
let at = 0;
let size = 1;
const stream = new ReadableStream({
  pull(controller) {
    if (at >= packed.length) return controller.close();
    controller.enqueue(new Uint8Array(packed.subarray(at, at + size)));
    at += size;
    size = (size * 7) % 4099;
    return undefined;
  },
});
const pieces = [];
for await (const piece of unlzma(stream, () => {})) pieces.push(piece);
process.stdout.write(Buffer.concat(pieces));
