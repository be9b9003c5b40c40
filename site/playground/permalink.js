// What the part of the address behind the "#" says: which example, or the
// document itself, compressed, and what is foretold. Browsers send it nowhere.
// Links of other pages name an example behind a "?", for what a page has behind
// a "#" is a place on it.

const longest = 1 << 20; // characters of a document in an address
const longestAddress = 1 << 15;

const through = (bytes, stream) => new Blob([bytes]).stream().pipeThrough(stream);

async function pack(text) {
  const bytes = new Uint8Array(await new Response(through(new TextEncoder().encode(text), new CompressionStream('deflate-raw'))).arrayBuffer());
  let binary = '';
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

// unpack stops where a document is too long, for an address may hold anything.
async function unpack(packed) {
  const bytes = Uint8Array.from(atob(packed.replaceAll('-', '+').replaceAll('_', '/')), (c) => c.charCodeAt(0));
  let text = '';
  for await (const part of through(bytes, new DecompressionStream('deflate-raw')).pipeThrough(new TextDecoderStream('utf-8', { fatal: true }))) {
    text += part;
    if (text.length > longest) throw new Error('the document is too long');
  }
  return text;
}

// write makes the part of the address; nothing if it would be too long.
export async function write({ example, text, settings }) {
  const said = new URLSearchParams(example ? { example } : { document: await pack(text) });
  for (const [name, value] of Object.entries(settings)) if (value) said.set(name, value);
  const hash = `#${said}`;
  return hash.length > longestAddress ? undefined : hash;
}

// read is what the part of the address says.
export async function read(hash) {
  const said = new URLSearchParams(hash.slice(1));
  const of = (name) => said.get(name) ?? undefined;
  const packed = of('document');
  return { example: of('example'), text: packed === undefined ? undefined : await unpack(packed), libvirt: of('libvirt'), driver: of('driver'), flags: of('flags') };
}
