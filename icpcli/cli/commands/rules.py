"""`icp rules`: the rule sets that there are, or one of them in full."""

from contextlib import suppress
from pathlib import Path
from typing import Annotated

import typer

from icpcli.calendar.due_words import due_words
from icpcli.cli.license_files import read_possible_licenses
from icpcli.cli.options import SCREEN, asks
from icpcli.cli.question import Question
from icpcli.files.rule_set_files import set_files
from icpcli.license.paper_kinds import kinds_of, the_one_called, whole_set
from icpcli.license.rule_sets import held_without_set, read_rule_set
from icpcli.model.problem import IcpError, Text, refusal
from icpcli.model.rule_set import RuleSet
from icpcli.render.answers.rules import OneRuleSet, RuleSets

_RULE_SET = Text("规则集", "rule set")

Named = Annotated[
    str, typer.Argument(metavar="[SET]", help="A rule set, in full.", show_default=False)
]


@asks("license", *SCREEN)
def rules(question: Question, rule_set: Named = "") -> None:
    """The rule sets: what a law, or a kind of license, asks.

    Those that ship, and your own in the folder rule_sets beside the license. A license names
    those that apply beside its own paper: rule_sets: [telecom-law]. SET, by its id, its title or a
    part of it, or by a kind of license that it is for (edi, B21), is shown in full.
    """
    files = _files(question)
    if rule_set:
        question.write(_in_full(_named(rule_set, files)))
        return
    found = _read(question, files)
    question.write(RuleSets(found, held_without_set(), _named_by_licenses(question)))


def _named_by_licenses(question: Question) -> set[str]:
    """The sets that the license files at hand name.

    One that cannot be read names none: whoever mends it looks for the right id here.
    """
    read, _ = read_possible_licenses(question.own_paths)
    return {id for license in read for id in license.rule_sets}


def _files(question: Question) -> dict[str, Path]:
    """The file of each set: those that ship, and those beside the licenses, else in this folder."""
    files: dict[str, Path] = {}
    for license in question.own_paths or [Path("license.yaml")]:
        files |= set_files(license)
    question.out.refuse_to_overwrite(*files.values())
    return files


def _named(name: str, files: dict[str, Path]) -> RuleSet:
    """A set by its id, its title, or a kind of license that it is for.

    Raises `IcpError` (`unknown_id`) where none is called so, or several are.
    """
    if name in files:
        return read_rule_set(files[name])
    kinds = []
    for path in files.values():
        with suppress(
            IcpError
        ):  # one of the user's own that is broken is not the one that is meant
            one = read_rule_set(path)
            kinds += [whole_set(one), *kinds_of(one)]
    try:
        return the_one_called(name, kinds, _RULE_SET).rules
    except ValueError as error:
        raise refusal("unknown_id", "", error.args[0]) from None


def _read(question: Question, files: dict[str, Path]) -> list[RuleSet]:
    """The sets that can be read; what is wrong with the others is named on stderr."""
    found = []
    for path in files.values():
        try:
            found.append(read_rule_set(path))
        except IcpError as error:
            question.errors.append(error)
    return found


def _in_full(one: RuleSet) -> OneRuleSet:
    return OneRuleSet(one, {rule.id: due_words(rule.due) for rule in one.rules})
