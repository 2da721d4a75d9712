"""From a PDF, a scan or a photo of a certificate to its text: the only package that knows scan libraries."""
