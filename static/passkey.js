/* Asks the browser for a passkey, or lets it make one, and sends what it answers with the form. The page's policy
   lets this file run and connect to nowhere; all words stand in the page. WebAuthn level 2 is the specification. */
"use strict";

const form = document.getElementById("passkey");
const at = (id) => document.getElementById(id);

/* Bytes travel as base64url (RFC 4648, section 5). */
const unpack = (text) =>
  Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (one) => one.charCodeAt(0));
const pack = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer))).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");

function question() {
  const { publicKey } = JSON.parse(form.dataset.options);
  const named = (keys) => (keys || []).map((key) => ({ ...key, id: unpack(key.id) }));
  publicKey.challenge = unpack(publicKey.challenge);
  if (publicKey.user) publicKey.user.id = unpack(publicKey.user.id);
  if (publicKey.excludeCredentials) publicKey.excludeCredentials = named(publicKey.excludeCredentials);
  if (publicKey.allowCredentials) publicKey.allowCredentials = named(publicKey.allowCredentials);
  return { publicKey };
}

function written({ id, rawId, type, response }) {
  const answer = { clientDataJSON: pack(response.clientDataJSON) };
  if (response.attestationObject) {
    answer.attestationObject = pack(response.attestationObject);
  } else {
    answer.authenticatorData = pack(response.authenticatorData);
    answer.signature = pack(response.signature);
    answer.userHandle = response.userHandle ? pack(response.userHandle) : null;
  }
  return JSON.stringify({ id, rawId: pack(rawId), type, response: answer, extensions: {} });
}

async function ask() {
  at("failed").hidden = true;
  at("waiting").hidden = false;
  try {
    const make = form.dataset.kind === "create";
    const key = await navigator.credentials[make ? "create" : "get"](question());
    form.elements.answer.value = written(key);
    form.submit();
  } catch {
    at("waiting").hidden = true;
    at("failed").hidden = false;
  }
}

at("again").addEventListener("click", ask);
ask();
