// A button that prints the page; it exists only where a script can keep its promise, also after a part was exchanged.
const offer = () => {
  for (const place of document.querySelectorAll("[data-drucken][hidden]")) {
    place.hidden = false;
    place.querySelector("button").addEventListener("click", () => window.print());
  }
};
offer();
document.addEventListener("htmx:afterSettle", offer);
