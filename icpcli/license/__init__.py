"""A license file → `License`."""
