"""The nouns: what a license says, what happened, what follows. They never change and know no file."""
