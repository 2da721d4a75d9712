"""One file a format: a function from the model to text, or for people to a Rich renderable."""
