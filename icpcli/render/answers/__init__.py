"""Answers by subject: each as JSON and as rows."""
