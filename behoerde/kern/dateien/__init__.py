"""Files that people send; how to use them in a form stands in ``behoerde.kern.actions.datei``."""
