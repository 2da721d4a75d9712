"""The working-day calendar for scripts: the public Python API.

>>> from icpcli.holidays import load_calendar
"""

from icpcli.calendar.notice import Notice
from icpcli.calendar.published import load_calendar, read_notice
from icpcli.calendar.workdays import Day, Span, WorkCalendar

__all__ = ["Day", "Notice", "Span", "WorkCalendar", "load_calendar", "read_notice"]
