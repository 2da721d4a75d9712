"""One module a command; each only connects."""
