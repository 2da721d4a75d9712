"""The text of a published holiday notice → a file of `holidays/`."""
