"""The text of a certificate → a license file."""
