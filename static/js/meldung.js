// After something was done, readers and keyboard start at the sentence that says so.
const meldung = document.querySelector(".meldung");
meldung?.setAttribute("tabindex", "-1");
meldung?.focus();
