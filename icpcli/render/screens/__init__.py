"""What a person reads on a terminal; the only package that draws with Rich."""
