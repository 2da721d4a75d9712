"""The help, in the language of the user."""
