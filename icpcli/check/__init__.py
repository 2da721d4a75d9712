"""Report → findings and verdict. Pure."""
