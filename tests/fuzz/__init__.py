"""The search of `make fuzz`: damage, judges, and the cases that were found."""
