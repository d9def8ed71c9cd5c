// Passkeys. A form says what it wants in data-passkey ("get" or "create") and where
// the challenge comes from in data-challenge; its button is shown by this script.
const toBytes = (text) =>
  Uint8Array.from(
    atob(text.replace(/-/g, "+").replace(/_/g, "/")),
    (letter) => letter.charCodeAt(0),
  );

const toText = (bytes) =>
  btoa(String.fromCharCode(...new Uint8Array(bytes)))
    .replace(/\+/g, "-")
    .replace(/\//g, "_")
    .replace(/=+$/, "");

const withBytes = (list) =>
  (list || []).map((item) => ({ ...item, id: toBytes(item.id) }));

const opened = ({ publicKey: asked }) => ({
  publicKey: {
    ...asked,
    challenge: toBytes(asked.challenge),
    ...(asked.user && { user: { ...asked.user, id: toBytes(asked.user.id) } }),
    ...(asked.allowCredentials && {
      allowCredentials: withBytes(asked.allowCredentials),
    }),
    excludeCredentials: withBytes(asked.excludeCredentials),
  },
});

const written = (credential) => {
  const response = {};
  for (const name of [
    "clientDataJSON",
    "attestationObject",
    "authenticatorData",
    "signature",
    "userHandle",
  ]) {
    if (credential.response[name]) response[name] = toText(credential.response[name]);
  }
  return JSON.stringify({
    id: credential.id,
    rawId: toText(credential.rawId),
    type: credential.type,
    clientExtensionResults: credential.getClientExtensionResults(),
    response,
  });
};

const start = async (form) => {
  // Without a name there is nothing to keep: let the page say so first.
  if (form.elements.name && !form.elements.name.value.trim()) return form.submit();
  const token = new FormData();
  token.set("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
  const answer = await fetch(form.dataset.challenge, { method: "POST", body: token });
  if (!answer.ok) throw new Error(`challenge: ${answer.status}`);
  const asked = opened(await answer.json());
  const credential = await navigator.credentials[form.dataset.passkey](asked);
  form.elements.credential.value = written(credential);
  form.submit();
};

for (const form of document.querySelectorAll("form[data-passkey]")) {
  if (!window.PublicKeyCredential) break;
  const button = form.querySelector("button[data-passkey-start]");
  const failed = form.querySelector("[data-passkey-failed]");
  form.querySelector("[data-passkey-unavailable]").hidden = true;
  button.hidden = false;
  button.addEventListener("click", async () => {
    failed.hidden = true;
    button.disabled = true;
    try {
      await start(form);
    } catch {
      failed.hidden = false;
    }
    button.disabled = false;
  });
}
