"""`icp duties`: the duties that have no date."""

from icpcli.cli.license_files import license_paths, read_licenses
from icpcli.cli.options import Color, Format, Language, Licenses, Output
from icpcli.cli.output import open_output


def duties(
    license: Licenses = None,
    format: Format = None,
    output: Output = None,
    lang: Language = None,
    color: Color = None,
) -> None:
    """The duties that have no date.

    With those that do not apply to this license, and why they do not.
    """
    out = open_output(format, output, lang, color)
    licenses = read_licenses(license_paths(license, out.note))
    match out.format:
        case "json":
            from icpcli.render.answers.license import duties_json

            out.text(duties_json(licenses))
        case "table":
            from icpcli.render.screens.lists import duties_list

            out.screen(lambda width: duties_list(licenses, out.lang, width))
        case _:
            from icpcli.render.answers.license import duty_rows

            out.rows(duty_rows(licenses, out.lang))
