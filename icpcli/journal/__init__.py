"""A journal file → its entries; whether a new one may be written."""
