// The worker in which the editor server runs. Messages that come while it is
// being loaded wait; then the server itself listens.
'use strict';

importScripts('wasm_exec.js', 'lzma.js');

self.waiting = [];
self.onmessage = (event) => self.waiting.push(event.data);

const fetched = async (file) => {
  const response = await fetch(file);
  if (!response.ok) throw new Error(`${file}: ${response.status} ${response.statusText}`);
  return response;
};

const tell = (method, params) => self.postMessage({ jsonrpc: '2.0', method, params });

// program compiles the server while it comes.
const program = async (imports) => {
  const packed = await fetched('snapxml.wasm.lzma');
  let told = 0;
  const whole = unlzma(packed.body, (done) => {
    if (done - told < 0.1) return;
    told = done;
    tell('window/progress', { done });
  });
  return WebAssembly.instantiateStreaming(new Response(whole, { headers: { 'content-type': 'application/wasm' } }), imports);
};

(async () => {
  const go = new Go();
  const [grammar, { instance }] = await Promise.all([fetched('../domainsnapshot.rng').then((file) => file.text()), program(go.importObject)]);
  self.grammar = grammar;
  await go.run(instance); // it ends only if it fails
  throw new Error('the checker has stopped');
})().catch((error) => tell('window/failed', { message: String(error.message ?? error) }));
