/* Checks a receipt (C2SP tlog-proof) in the browser, with the platform's own cryptography. Nothing is sent
   anywhere: the policy of the page allows no connection. All words stand in the page; this only shows them.
   docs/log.md is the specification. */
"use strict";

const at = (id) => document.getElementById(id);
const utf8 = new TextEncoder();

/** A reason that the page has words for. Whatever else is thrown tells that the file has not the form of a receipt. */
class Fault extends Error {}
const refuse = (code = "form") => {
  throw new Fault(code);
};
const must = (good, code) => good || refuse(code);

const unpack = (text) => {
  const bytes = atob(text);
  must(btoa(bytes) === text);
  return Uint8Array.from(bytes, (one) => one.charCodeAt(0));
};
const join = (...parts) => Uint8Array.from(parts.flatMap((part) => [...part]));
const hex = (bytes) => Array.from(bytes, (one) => one.toString(16).padStart(2, "0")).join("");
const read = (bytes) => new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
const sha256 = async (...parts) => new Uint8Array(await crypto.subtle.digest("SHA-256", join(...parts)));
/** The longest file that is read, in bytes. */
const LONGEST = 1 << 20;
const node = (left, right) => sha256(Uint8Array.of(1), left, right);

/** A key written `name+hash+key` (C2SP signed-note). */
async function readKey(text) {
  const parts = /^([^+\s]+)\+([0-9a-f]{8})\+(\S+)$/.exec(text.trim()) || refuse("key");
  let bytes;
  try {
    bytes = unpack(parts[3]);
  } catch {
    refuse("key");
  }
  must(bytes.length === 33 && bytes[0] === 1, "key");
  const id = hex((await sha256(utf8.encode(`${parts[1]}\n`), bytes)).slice(0, 4));
  must(id === parts[2], "key");
  return { name: parts[1], id, bytes: bytes.slice(1) };
}

/** The text that a key has signed (C2SP signed-note). */
async function openNote(note, key) {
  const end = note.lastIndexOf("\n\n");
  must(end >= 0 && note.endsWith("\n"));
  const text = note.slice(0, end + 1);
  let signed = false;
  for (const line of note.slice(end + 2, -1).split("\n")) {
    const parts = /^\u2014 ([^\s+\x85]+) (\S{8,})$/.exec(line) || refuse();
    const bytes = unpack(parts[2]);
    if (parts[1] === key.name && hex(bytes.slice(0, 4)) === key.id) {
      must(await verify(key.bytes, bytes.slice(4), utf8.encode(text)), "signature");
      signed = true;
    }
  }
  return must(signed, "other") && text;
}

async function verify(key, signature, bytes) {
  let imported;
  try {
    imported = await crypto.subtle.importKey("raw", key, { name: "Ed25519" }, false, ["verify"]);
  } catch {
    refuse("browser");
  }
  return crypto.subtle.verify({ name: "Ed25519" }, imported, signature, bytes);
}

const number = (text) => (/^(0|[1-9]\d{0,18})$/.test(text) ? BigInt(text) : refuse());

/** The root to which a proof leads from a leaf (RFC 9162, 2.1.3.2). */
async function rootOf(leaf, index, size, proof) {
  must(index < size, "tree");
  let [place, last, hash] = [index, size - 1n, leaf];
  for (const sibling of proof) {
    must(last > 0n, "tree");
    if (place & 1n || place === last) {
      hash = await node(sibling, hash);
      while (!(place & 1n) && place) [place, last] = [place >> 1n, last >> 1n];
    } else {
      hash = await node(hash, sibling);
    }
    [place, last] = [place >> 1n, last >> 1n];
  }
  return must(last === 0n, "tree") && hash;
}

/** JSON in which no object has a key twice: of two values, one reader takes the first and another the last. */
function readOnce(text) {
  let keys = -1; // The whole is a value under a key too.
  const value = JSON.parse(text, function (_, part) {
    keys += !Array.isArray(this);
    return part;
  });
  const written = Array.from(text.matchAll(/"(?:[^"\\]|\\.)*"\s*(:?)/g)).filter(([, colon]) => colon);
  must(written.length === keys);
  return value;
}

/** What stands in the `extra` line, each part of its own form, and nothing else. */
function readExtra(text) {
  const extra = read(unpack(text));
  const { body, record, salt } = JSON.parse(extra);
  must(JSON.stringify({ body, record, salt }) === extra);
  const { at: moment, digest, kind, subject } = JSON.parse(record);
  must(JSON.stringify({ at: moment, digest, kind, subject }) === record);
  must([body, moment, digest, kind, subject].every((one) => typeof one === "string"));
  must(new Date(moment).toISOString() === moment);
  must(/^[0-9a-f]{32}$/.test(salt));
  const bytes = Uint8Array.from(salt.match(/../g), (pair) => parseInt(pair, 16));
  return { body, said: readOnce(body), record, moment, digest, kind, salt: bytes };
}

async function check(file, keyText) {
  must(globalThis.crypto && crypto.subtle, "browser");
  const key = await readKey(keyText);
  const text = read(file);
  must(!/[\0-\t\v-\x1f]/.test(text), "lines");
  const end = text.indexOf("\n\n");
  const [first, second, third, ...hashes] = text.slice(0, Math.max(end, 0)).split("\n");
  must(first === "c2sp.org/tlog-proof@v1" && /^extra /.test(second) && /^index /.test(third));
  const extra = readExtra(second.slice(6));
  const index = number(third.slice(6));
  const proof = hashes.map(unpack);
  must(proof.every((hash) => hash.length === 32));
  const [origin, size, root] = (await openNote(text.slice(end + 2), key)).split("\n");
  must(origin === key.name, "other");
  must(hex(await sha256(extra.salt, utf8.encode(extra.body))) === extra.digest, "body");
  const leaf = await sha256(Uint8Array.of(0), utf8.encode(extra.record));
  must(hex(await rootOf(leaf, index, number(size), proof)) === hex(unpack(root)), "tree");
  return { ...extra, index, origin, size, root, key: keyText.trim() };
}

/** Checks with the key in the field; as long as that is the page's own, with the log's earlier keys too. */
async function checkAll(file) {
  const field = at("key");
  const own = field.value === field.defaultValue;
  const listed = own ? Array.from(document.querySelectorAll("[data-earlier-key]")) : [];
  for (const key of [field.value, ...listed.map((one) => one.dataset.earlierKey)]) {
    try {
      return await check(file, key);
    } catch (error) {
      // Signed with none so far: the next may be the one.
      if (!(error instanceof Fault && error.message === "other")) throw error;
    }
  }
  return refuse("other");
}

/** Text in which nothing breaks a line or turns its direction: what would stands as its number. */
const plain = (text) =>
  text.replace(
    /\p{Cc}|\p{Bidi_Control}|[\u2028\u2029]/gu,
    (one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );

function show(good) {
  const words = document.querySelector(`#kinds [data-kind="${CSS.escape(good.kind)}"]`);
  // The order of day and month that the rest of the site has.
  const language = document.documentElement.lang.replace(/^en$/, "en-GB");
  const moment = new Intl.DateTimeFormat(language, { dateStyle: "long", timeStyle: "long", timeZone: "UTC" });
  const facts = {
    entered: moment.format(new Date(good.moment)),
    entry: String(good.index),
    log: good.origin,
    key: good.key,
    kind: words ? words.textContent : plain(good.kind),
    says: JSON.stringify(good.said, null, 2).split("\n").map(plain).join("\n"),
    tree: good.size,
    root: good.root,
  };
  for (const [name, fact] of Object.entries(facts)) at(`fact-${name}`).textContent = fact;
  at("good").hidden = false;
}

async function run() {
  at("good").hidden = at("bad").hidden = true;
  try {
    const file = at("file").files[0] || refuse("file");
    must(file.size <= LONGEST);
    show(await checkAll(await file.arrayBuffer()));
  } catch (error) {
    const code = error instanceof Fault ? error.message : "form";
    for (const one of document.querySelectorAll("[data-fault]")) one.hidden = one.dataset.fault !== code;
    at("bad").hidden = false;
  }
}

at("check").addEventListener("click", run);
at("checker").hidden = false;
