"""Which days are worked, and counting through those that are not decided yet."""
