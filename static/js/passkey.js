// Security keys and passkeys: show their buttons where the browser knows them, and say in words when it failed.
if (window.PublicKeyCredential) {
  for (const part of document.querySelectorAll("[data-passkey]")) part.hidden = false;
}

document.addEventListener("allauth.error", (event) => {
  event.preventDefault();
  for (const status of document.querySelectorAll("[data-passkey-fehler]")) {
    status.replaceChildren(status.parentElement.querySelector("template").content.cloneNode(true));
  }
});
