// After a form came back with errors, readers and keyboard start at the list of errors.
document.querySelector("[data-fehlerliste]")?.focus();
