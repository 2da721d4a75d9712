"""What became of a deadline, in words: for the history on the screen and on the page."""

from icpcli.model.overview import Outcome, Result
from icpcli.render.words import Lang, days_early, how_early, label


def result_in_words(one: Outcome, lang: Lang) -> str:
    """How early or late it was filed; what became of it, where it was not."""
    deadline = one.deadline
    if one.result in (Result.FILED, Result.LATE):
        if deadline and one.filed == deadline.filed:
            return how_early(deadline, lang) or label("filed", lang)
        return days_early(one.days_early, lang) or label("filed", lang)
    if one.result is Result.WAIVED and deadline and deadline.waived_until:
        return f"{label('waived_until', lang)} {deadline.waived_until}"
    return label(one.result, lang)
