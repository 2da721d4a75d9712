"""The laws besides its paper that whoever starts a license file may have to name in it."""

from icpcli.license.paper_kinds import PaperKind, law_sets
from icpcli.model.problem import Text


def other_laws(kind: PaperKind) -> Text:
    """The law sets that a holder of such a paper may have to name besides."""
    rules = kind.rules
    others = [
        it
        for it in law_sets()
        if it.id not in rules.laws and (not it.beside or rules.id in it.beside)
    ]
    zh, en = (", ".join(f"{it.id} {it.title[i]}" for it in others) for i in (0, 1))
    return Text(
        f"同一家公司还可能要守：{zh.replace(', ', '、')}。看内容用 icp rules 标识，适用的写进 rule_sets",
        f"The company may have to heed besides: {en}. icp rules ID shows one; name those that apply "
        "under rule_sets",
    )
