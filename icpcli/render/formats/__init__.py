"""Formats that every answer shares: JSON, CSV, Markdown, plain."""
