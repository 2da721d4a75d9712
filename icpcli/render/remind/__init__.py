"""Reminders as text, chat payload, calendar and to-do list."""
