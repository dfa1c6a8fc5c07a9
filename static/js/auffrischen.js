// Parts of a page that ask again by themselves: quiet while nobody looks, and never a sign-in page inside a list.
document.addEventListener("htmx:beforeRequest", (event) => {
  if (document.hidden && event.target.closest("[data-auffrischen]") === event.target) event.preventDefault();
});

document.addEventListener("visibilitychange", () => {
  if (document.hidden) return;
  for (const part of document.querySelectorAll("[data-auffrischen]")) htmx.trigger(part, "auffrischen");
});

document.addEventListener("htmx:beforeSwap", (event) => {
  const { xhr, pathInfo } = event.detail;
  if (!xhr.responseURL || xhr.status >= 400) return;
  const asked = new URL(pathInfo.finalRequestPath || pathInfo.requestPath, location.href).pathname;
  if (new URL(xhr.responseURL).pathname === asked) return;
  event.detail.shouldSwap = false;
  location.reload(); // the session has ended: the whole page leads to the sign-in
});
