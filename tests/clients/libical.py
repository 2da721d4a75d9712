"""What libical, the reader inside GNOME, KDE and Evolution, finds in a calendar: JSON on stdout."""

import json
import sys
from ctypes import CDLL, c_char_p, c_int, c_void_p
from ctypes.util import find_library
from pathlib import Path

NAMES = (find_library("ical"), "libical.so.4", "libical.so.3", "libical.dylib")
SIGNATURES = {
    "icalerror_set_errors_are_fatal": (None, c_int),
    "icalparser_parse_string": (c_void_p, c_char_p),
    "icalcomponent_count_errors": (c_int, c_void_p),
    "icalrestriction_check": (c_int, c_void_p),
    "icalcomponent_string_to_kind": (c_int, c_char_p),
    "icalcomponent_get_first_component": (c_void_p, c_void_p, c_int),
    "icalcomponent_get_next_component": (c_void_p, c_void_p, c_int),
    "icalcomponent_get_uid": (c_char_p, c_void_p),
    "icalcomponent_get_summary": (c_char_p, c_void_p),
    "icalcomponent_get_description": (c_char_p, c_void_p),
    "icalproperty_string_to_kind": (c_int, c_char_p),
    "icalcomponent_get_first_property": (c_void_p, c_void_p, c_int),
    "icalproperty_get_value_as_string": (c_char_p, c_void_p),
    "icalproperty_get_parameter_as_string": (c_char_p, c_void_p, c_char_p),
}


def load():
    """The library, or an OSError that says which names were tried."""
    for name in filter(None, NAMES):
        try:
            library = CDLL(name)
        except OSError:
            continue
        for function, (result, *arguments) in SIGNATURES.items():
            getattr(library, function).restype = result
            getattr(library, function).argtypes = arguments
        library.icalerror_set_errors_are_fatal(0)
        return library
    raise OSError(f"no {', '.join(filter(None, NAMES))}")


def read(library, data: bytes) -> dict:
    """The events of a calendar; fails where libical finds a mistake in it."""
    calendar = library.icalparser_parse_string(data)
    assert calendar, "libical cannot read it"
    errors = library.icalcomponent_count_errors(calendar)
    assert errors == 0, f"libical finds {errors} errors"

    def children(parent, kind: bytes):
        number = library.icalcomponent_string_to_kind(kind)
        child = library.icalcomponent_get_first_component(parent, number)
        while child:
            yield child
            child = library.icalcomponent_get_next_component(parent, number)

    def value(parent, name: bytes) -> str:
        number = library.icalproperty_string_to_kind(name)
        found = library.icalcomponent_get_first_property(parent, number)
        return library.icalproperty_get_value_as_string(found).decode()

    def day(event, name: bytes) -> str:
        text = value(event, name)
        return f"{text[:4]}-{text[4:6]}-{text[6:]}"

    events = [
        {
            "uid": library.icalcomponent_get_uid(event).decode(),
            "summary": library.icalcomponent_get_summary(event).decode(),
            "description": library.icalcomponent_get_description(event).decode(),
            "start": day(event, b"DTSTART"),
            "end": day(event, b"DTEND"),
            "allDay": len(value(event, b"DTSTART")) == 8,
            "triggers": [value(alarm, b"TRIGGER") for alarm in children(event, b"VALARM")],
        }
        for event in children(calendar, b"VEVENT")
    ]
    # Last, because it writes what it finds into the calendar.
    assert library.icalrestriction_check(calendar), "libical: against the rules of RFC 5546"
    return {"name": value(calendar, b"NAME"), "events": events}


if __name__ == "__main__":
    found = read(load(), Path(sys.argv[1]).read_bytes())
    sys.stdout.buffer.write(json.dumps(found).encode())
