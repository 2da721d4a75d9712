"""An overview → one HTML file, through templates; the only module that knows Jinja."""

import re
from base64 import b64encode
from collections import Counter
from collections.abc import Sequence
from functools import cache
from hashlib import sha256
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from icpcli import __version__
from icpcli.model.deadline import Status
from icpcli.model.finding import Level
from icpcli.model.overview import Overview
from icpcli.render.page.lists import (
    LicenseLine,
    duty_lines,
    finding_lines,
    history_lines,
    license_lines,
    unread_lines,
)
from icpcli.render.page.months import months_of
from icpcli.render.page.rows import DeadlineRow, css_of, rows_of
from icpcli.render.page.timeline import MIDDLE, NARROW, WIDE, drawn, statuses
from icpcli.render.page.words import WEEKDAYS, word, words_of
from icpcli.render.screens.message import commands_in
from icpcli.render.words import COLON, Lang, dated, in_language, label, listed

_FOLDER = Path(__file__).parent / "templates"
_TILES = (Status.OVERDUE, Status.CRITICAL, Status.WARNING, Status.UPCOMING)
_DAY = re.compile(r"\b\d{4}-\d{2}-\d{2}\b")  # 2026-11-27
_SHOWN_AT_ONCE = 8
_MONTHS_AT_ONCE = 6


def page_html(shown: Overview, lang: Lang) -> str:
    """The page of an overview. What is out of a file is escaped, and no sign in it is markup."""
    environment = _templates()
    style = _source(environment, "style.css") + _headings(lang)
    script = _source(environment, "script.js")
    template = environment.get_template("page.html")
    return template.render(
        lang=lang,
        html_lang="zh-CN" if lang == "zh" else "en",
        w=SimpleNamespace(**words_of(lang)),
        colon=in_language(COLON, lang),
        word=lambda name, **values: word(name, lang, **values),
        style=Markup(style),
        script=Markup(script),
        policy=_policy(style, script),
        **_content(shown, lang),
    )


@cache
def _templates() -> Environment:
    """The templates; whatever they are given is escaped."""
    environment = Environment(
        loader=FileSystemLoader(_FOLDER),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {"whole": _whole, "parted": _parted, "copied": _copied}
    return environment


def _whole(text: str) -> Markup:
    """Text in which no date breaks at the end of a line."""
    return Markup(_DAY.sub(r'<span class="nw">\g<0></span>', str(escape(text))))


def _parted(clause: str) -> Markup:
    """A clause that breaks before its item only: 第十五条, then 第（十四）项."""
    article, mark, item = clause.partition("第（")
    if not mark:
        return escape(clause)
    return Markup('{}<span class="nw">第（{}</span>').format(article, item)


def _copied(text: str) -> Markup:
    """Text in which a command stands out, and breaks between its words only: it is there to be copied."""
    told = Markup()
    behind = 0
    for start, end in commands_in(text):
        words = Markup(" ").join(
            Markup("<span>{}</span>").format(it) for it in text[start:end].split()
        )
        told += _whole(text[behind:start]) + Markup("<code>{}</code>").format(words)
        behind = end
    return told + _whole(text[behind:])


def _source(environment: Environment, name: str) -> str:
    """A file beside the templates, as it stands."""
    assert environment.loader
    text, _, _ = environment.loader.get_source(environment, name)
    return text


def _headings(lang: Lang) -> str:
    """The column headings that a phone, which has no columns, shows beside the cells."""
    said = {"due": "due", "filed": "filed_on", "receipt": "receipt", "open": "open_ones"}
    words = (f'--w-{name}:"{word(key, lang)}"' for name, key in said.items())
    return f":root{{{';'.join(words)}}}\n"


def _policy(style: str, script: str) -> str:
    """What the page may do: nothing but its own style and its own script, known by their sums."""
    return (
        f"default-src 'none'; style-src '{_sum(style)}'; script-src '{_sum(script)}'; "
        "base-uri 'none'; form-action 'none'"
    )


def _sum(text: str) -> str:
    return f"sha256-{b64encode(sha256(text.encode()).digest()).decode()}"


def _content(shown: Overview, lang: Lang) -> dict[str, Any]:
    """What the templates show, section by section."""
    rows = rows_of(shown, lang)
    licenses = license_lines(shown, rows, lang)
    by_id = {
        (told.license.key, told.deadline.id): row
        for told, row in zip(shown.told, rows, strict=True)
    }
    to_do = [by_id[told.license.key, told.deadline.id] for told in shown.next]
    months = months_of(shown, rows, lang)
    findings = finding_lines(shown, lang)
    return {
        "heading": _heading(licenses, lang),
        "title": _title(licenses, shown, lang),
        "as_of": shown.report.as_of,
        "as_of_weekday": dated(shown.report.as_of, lang).partition(" ")[2],
        "made_by": word("made_by", lang, generator=f"icpcli {__version__}"),
        "notices": _notices_known(shown, lang),
        "several": len(licenses) > 1,
        "tiles": _tiles(shown, lang),
        "breaches": [one for one in findings if one.css == Status.CRITICAL],
        "next_rows": to_do[:_SHOWN_AT_ONCE],
        "more_rows": to_do[_SHOWN_AT_ONCE:],
        "drawings": [drawn(shown, shape, lang) for shape in (WIDE, MIDDLE, NARROW)],
        "timeline_label": word("timeline_label", lang, first=shown.first, last=shown.last),
        "statuses": statuses(shown, lang),
        "licenses": licenses,
        "rows": rows,
        "companies": [*dict.fromkeys((row.company_no, row.company) for row in rows)],
        "numbers": _numbers(rows),
        "row_statuses": [*dict.fromkeys((row.css, row.status) for row in rows)],
        "meanings": _meanings(shown, lang),
        "weekdays": WEEKDAYS[lang],
        "calendars_differ": len({one.published_through for one in shown.report.licenses}) > 1,
        "months": months[:_MONTHS_AT_ONCE],
        "later_months": months[_MONTHS_AT_ONCE:],
        "history": history_lines(shown.outcomes, lang),
        "duties": duty_lines(shown, lang),
        "findings": findings,
        "alarms": sum(one.css != "upcoming" for one in findings),
        "unread": unread_lines(shown, lang),
        "unread_files": len(shown.unread),
    }


def _heading(licenses: Sequence[LicenseLine], lang: Lang) -> str:
    """Whose page it is."""
    if len(licenses) == 1:
        return licenses[0].holder
    companies = {one.holder: one.company for one in licenses}
    if len(companies) == 1:
        return next(iter(companies))
    counts = (
        word("companies", lang, n=len(companies)),
        word("licenses_count", lang, n=len(licenses)),
    )
    return " · ".join(counts)


def _title(licenses: Sequence[LicenseLine], shown: Overview, lang: Lang) -> str:
    return f"{word('page', lang)} · {_heading(licenses, lang)} · {shown.report.as_of}"


def _notices_known(shown: Overview, lang: Lang) -> str:
    """To which year the holiday notices are known; of licenses that differ, from which year to which."""
    licenses = shown.report.licenses
    years = {one.published_through.year for one in licenses} or {
        shown.report.published_through.year
    }
    first, last = min(years), max(years)
    if first == last:
        return word("notices_known", lang, year=first)
    return word("notices_differ", lang, first=first, last=last)


def _tiles(shown: Overview, lang: Lang) -> list[tuple[str, str, int, str]]:
    """How many stand how: class, word, number, and where they are listed.

    What is critical without a deadline is counted as well: a check fails on it just the same.
    """
    breaches = sum(one.level is Level.CRITICAL for one in shown.report.findings)
    counts = Counter(shown.counts)
    counts[Status.CRITICAL] += breaches
    waived = counts[Status.WAIVED]
    undated = sum(css_of(told.deadline) == "undated" for told in shown.told)
    tiles: list[tuple[str, str, int, str]] = [
        (status, label(status, lang), counts[status], "#deadlines") for status in _TILES
    ]
    if breaches and not shown.counts.get(Status.CRITICAL):
        tiles[1] = (*tiles[1][:3], "#next")  # no row of the table is critical
    css, name, upcoming, place = tiles.pop()
    tiles.append((css, name, upcoming - undated, place))
    if undated:
        tiles.append(("undated", word("no_date", lang), undated, "#deadlines"))
    if waived:
        tiles.append((Status.WAIVED, label(Status.WAIVED, lang), waived, "#deadlines"))
    tiles.append((Status.FILED, label(Status.FILED, lang), counts[Status.FILED], "#history"))
    return tiles


def _numbers(rows: Sequence[DeadlineRow]) -> list[tuple[int, str]]:
    """Each license of the table, for its filter."""
    return [*dict.fromkeys((row.license_no, f"{row.number} {row.company}") for row in rows)]


def _meanings(shown: Overview, lang: Lang) -> list[str]:
    """What the words of the table mean."""
    notices = sorted({year for told in shown.told for year in told.deadline.notices})
    meanings = [word("meaning_file_by", lang), word("meaning_due", lang)]
    if notices:
        years = listed(map(str, notices), lang)
        meanings.append(word("meaning_provisional", lang, years=years))
    return meanings
