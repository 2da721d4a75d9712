"""`make browser`: the page in Chromium, as people meet it: phone, desk, paper, dark, keyboard, no script.

Each check prints what it found. What this machine lacks is named and skipped; with `--all` that is a failure.
`--picture` writes docs/page.png instead.
"""

import json
import os
import shutil
import subprocess
import sys
import time
import traceback
from base64 import b64decode
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from hostile import hostile_license
from npm import MissingError, installed
from places import LICENSE, ROOT

BUILD = ROOT / "build" / "browser"
AXE = "axe-core@4"
AS_OF = "2026-11-27"
WIDTHS = (360, 768, 1280)
A4 = (595, 842)
"""The size of the paper in points."""
BROWSERS = ("chromium", "google-chrome")


COMPANIES = {
    "a": ("沪B2-20220457", "上海示例电子商务有限公司", "示例电商", "2022-06-16", "2027-06-15"),
    "b": ("B1-20221386", "示例数据技术（杭州）有限公司", "示例数据", "2022-09-19", "2027-09-18"),
    "c": ("京ICP证130204号", "北京示例传媒股份有限公司", "示例传媒", "2023-07-01", "2028-07-01"),
}
ENTRIES = {
    "a": (
        "{recorded: 2026-02-01, event: capital-change, on: 2026-01-20}",
        '{recorded: 2026-02-10, done: registry-update@2026-01-20, on: 2026-02-09, receipt: "A-17"}',
        "{recorded: 2026-10-09, event: capital-change, on: 2026-10-08}",
        "{recorded: 2026-11-04, event: operator-change-decision, on: 2026-11-04}",
    ),
    "b": ("{recorded: 2026-11-10, event: shareholder-change, on: 2026-11-10}",),
    "c": ("{recorded: 2026-11-23, event: illegal-content, on: 2026-11-23}",),
}


def license_in(folder: Path, key: str, number: str = "") -> Path:
    """A license of one of the companies with its journal."""
    its, holder, short, issued, expires = COMPANIES[key]
    number = number or its
    text = LICENSE.read_text("utf-8")
    for old, new in {
        "京ICP证130204号": number,
        "holder: 北京智明星通科技股份有限公司": f"holder: {holder}\n  short_name: {short}",
        "issued: 2023-07-01": f"issued: {issued}",
        "expires: 2028-07-01": f"expires: {expires}",
    }.items():
        text = text.replace(old, new)
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "license.yaml"
    path.write_text(text, "utf-8")
    lines = "".join(f"- {entry}\n" for entry in ENTRIES[key])
    (folder / "journal.yaml").write_text(f"# journal of {number}\n{lines}", "utf-8")
    return path


def write_page(name: str, lang: str, *licenses: Path, code: int = 0) -> Path:
    """The page of these licenses, as the command writes it."""
    page = BUILD / f"{name}-{lang}.html"
    named = [word for path in licenses for word in ("-l", path)]
    command = [sys.executable, "-m", "icpcli", "page", *named, "-o", page]
    done = subprocess.run(
        [*command, "--lang", lang, "--as-of", AS_OF], capture_output=True, check=False, cwd=ROOT
    )
    assert done.returncode == code, done.stderr.decode()
    return page


def pages() -> dict[str, Path]:
    """By name: three licenses and a broken one in both languages, one, a hundred, a hostile one."""
    three = [license_in(BUILD / "three" / key, key) for key in COMPANIES]
    broken = BUILD / "broken.yaml"
    broken.write_text("license: {number: <b>1</b>}\nrules: []\n", "utf-8")
    keys = [*COMPANIES]
    many = [
        license_in(BUILD / "many" / f"{n}", keys[n % 3], number=f"粤B2-{n}") for n in range(100)
    ]
    hostile = BUILD / "hostile" / "license.yaml"
    hostile.parent.mkdir(parents=True, exist_ok=True)
    hostile_license(LICENSE, hostile)
    return {
        "zh": write_page("three", "zh", *three, broken, code=3),
        "en": write_page("three", "en", *three, broken, code=3),
        "one": write_page("one", "zh", three[2]),
        "many": write_page("many", "zh", *many),
        "hostile": write_page("hostile", "en", hostile),
    }


class Chromium:
    """A browser without a window, and what it did on the page that it shows."""

    def __init__(self) -> None:
        try:
            from selenium import webdriver
            from selenium.webdriver.chrome.service import Service
        except ImportError:
            raise MissingError("no selenium here (pip install 'icpcli[browser]')") from None
        binary = next(filter(None, map(shutil.which, BROWSERS)), None)
        driver = shutil.which("chromedriver")
        if not binary or not driver:
            raise MissingError("no Chromium here (Debian: apt install chromium chromium-driver)")
        options = webdriver.ChromeOptions()
        options.binary_location = binary
        for word in ("--headless=new", "--hide-scrollbars", "--force-color-profile=srgb"):
            options.add_argument(word)
        if not hasattr(os, "geteuid") or os.geteuid() == 0:
            options.add_argument("--no-sandbox")  # Chromium refuses to run as root with one
        options.set_capability("goog:loggingPrefs", {"performance": "ALL", "browser": "ALL"})
        self.driver = webdriver.Chrome(options=options, service=Service(driver))
        self.version = self.driver.capabilities["browserVersion"]

    def show(
        self, page: Path, width: int = 1280, *, dark: bool = False, script: bool = True
    ) -> None:
        """Load a page as it is on a screen that is so wide."""
        scheme = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
        self.cdp("Emulation.setEmulatedMedia", media="", features=[scheme])
        self.cdp("Emulation.setScriptExecutionDisabled", value=not script)
        self.cdp(
            "Emulation.setDeviceMetricsOverride",
            width=width,
            height=900,
            deviceScaleFactor=1,
            mobile=width < 600,
        )
        self.driver.get_log("performance")
        self.driver.get_log("browser")
        self.driver.get(page.as_uri())

    def cdp(self, command: str, **values: Any) -> dict[str, Any]:
        """A command of the browser's own protocol."""
        found: dict[str, Any] = self.driver.execute_cdp_cmd(command, values)
        return found

    def run(self, script: str) -> Any:
        """What a script answers, asked from outside of the page."""
        return self.driver.execute_script(script)

    def asked_for(self) -> list[str]:
        """Every address that the page asked for, or tried to."""
        entries = [
            json.loads(one["message"])["message"] for one in self.driver.get_log("performance")
        ]
        return [
            one["params"]["request"]["url"]
            for one in entries
            if one["method"] == "Network.requestWillBeSent"
        ]

    def complaints(self) -> list[str]:
        """What the browser says of the page: errors of its script, and what its policy forbade."""
        return [one["message"] for one in self.driver.get_log("browser")]

    def press(self, *keys: str) -> None:
        """Keys, pressed wherever the focus is."""
        for key in keys:
            self.driver.switch_to.active_element.send_keys(key)

    def tab_to(self, selector: str) -> None:
        """Press the tabulator until the focus is on such an element."""
        from selenium.webdriver.common.keys import Keys

        for _ in range(120):
            if self.run(f"return document.activeElement.matches({json.dumps(selector)})"):
                return
            self.press(Keys.TAB)
        raise AssertionError(f"the keyboard does not reach {selector}")


def no_request_leaves(chromium: Chromium, found: dict[str, Path]) -> Iterator[str]:
    """The only address asked for is the page itself; its policy had nothing to forbid."""
    for name, page in found.items():
        chromium.show(page)
        asked = chromium.asked_for()
        assert {address.partition("#")[0] for address in asked} <= {page.as_uri()}, asked
        assert chromium.complaints() == [], name
    yield f"{len(found)} pages"


def no_scrolling_sideways(chromium: Chromium, found: dict[str, Path]) -> Iterator[str]:
    """At no width is anything wider than the screen, with every derivation open, in both languages."""
    for name in ("zh", "en", "one", "hostile"):
        for width in WIDTHS:
            chromium.show(found[name], width)
            chromium.run("document.querySelectorAll('details').forEach((one) => (one.open = true))")
            wide = chromium.run("return document.documentElement.scrollWidth")
            assert wide <= width, f"{name}: {wide} at {width}"
    yield ", ".join(map(str, WIDTHS))


def paper(chromium: Chromium, found: dict[str, Path]) -> Iterator[str]:
    """On A4 everything that is on the screen is on the paper, and no word is cut off at its edge."""
    from pypdfium2 import PdfDocument

    for name in ("zh", "en", "one"):
        chromium.show(found[name])
        words = chromium.run(
            "return [...document.querySelectorAll('table.all td.d time, table.history code, h2, .agenda b')]"
            ".map((one) => one.textContent)"
        )
        printed = chromium.cdp("Page.printToPDF", preferCSSPageSize=True, printBackground=False)
        path = BUILD / f"{name}.pdf"
        path.write_bytes(b64decode(printed["data"]))
        document = PdfDocument(path)
        sizes = {tuple(round(side) for side in sheet.get_size()) for sheet in document}
        assert sizes == {A4}, sizes
        text = "".join(sheet.get_textpage().get_text_bounded() for sheet in document)
        text = "".join(text.split())
        lost = [word for word in words if "".join(word.split()) not in text]
        assert not lost, lost
        yield f"{name}: {len(document)} sheets"


def dark(chromium: Chromium, found: dict[str, Path]) -> Iterator[str]:
    """Where the machine is set to dark, the page is dark and its words are light."""
    light_of = (
        "const [ground, ink] = ['backgroundColor', 'color'].map((name) =>"
        " getComputedStyle(document.body)[name].match(/\\d+/g).slice(0, 3).reduce((a, b) => a + +b, 0));"
        " return [ground, ink]"
    )
    chromium.show(found["zh"], dark=True)
    ground, ink = chromium.run(light_of)
    assert ground < 150, ground
    assert ink > 500, ink
    chromium.show(found["zh"])
    ground, ink = chromium.run(light_of)
    assert ink < 150, ink
    assert ground > 500, ground
    yield "dark and light"


def without_script(chromium: Chromium, found: dict[str, Path]) -> Iterator[str]:
    """Without JavaScript every row is there, its derivation opens, and no filter that does nothing."""
    from selenium.webdriver.common.keys import Keys

    chromium.show(found["zh"], script=False)
    by = chromium.driver.find_elements
    rows = by("css selector", "table.all tbody tr")
    assert rows
    assert all(row.is_displayed() for row in rows)
    assert not any(one.is_displayed() for one in by("css selector", ".filters"))
    why = by("css selector", "table.all .why")[0]
    assert not why.is_displayed()
    by("css selector", "table.all summary")[0].send_keys(Keys.ENTER)
    assert why.is_displayed()
    chromium.cdp("Emulation.setScriptExecutionDisabled", value=False)
    yield f"{len(rows)} rows"


def by_keyboard(chromium: Chromium, found: dict[str, Path]) -> Iterator[str]:
    """The keyboard alone filters by company, license, status and words, sorts both ways, opens a derivation."""
    from selenium.webdriver.common.keys import Keys

    shown = (
        "return [...document.querySelectorAll('table.all tbody tr')].filter((row) => !row.hidden)"
    )
    for by in ("company", "license", "status"):
        chromium.show(found["zh"])
        every = chromium.run(f"{shown}.length")
        chromium.tab_to(f"select[data-by={by}]")
        chromium.press(Keys.ARROW_DOWN)
        assert 0 < chromium.run(f"{shown}.length") < every, by
    chromium.show(found["zh"])
    chromium.tab_to(".filters input")
    chromium.press("示例传媒")
    companies = chromium.run(
        f"{shown}.map((row) => row.querySelector('.c').firstChild.textContent)"
    )
    assert {*companies} == {"示例传媒"}
    days = f"{shown}.map((row) => row.querySelector('.d time')?.textContent || '9999')"
    chromium.show(found["zh"])
    chromium.tab_to(".all th:nth-child(2) button")
    chromium.press(Keys.ENTER)
    assert chromium.run(days) == sorted(chromium.run(days))
    chromium.press(Keys.SPACE)
    assert chromium.run(days) == sorted(chromium.run(days), reverse=True)
    sort = "return document.querySelector('.all th:nth-child(2)').getAttribute('aria-sort')"
    assert chromium.run(sort) == "descending"
    chromium.show(found["zh"])
    chromium.tab_to(".next a")
    chromium.press(Keys.ENTER)
    time.sleep(0.2)
    assert chromium.run("return document.querySelector(location.hash + ' details').open")
    yield "filters, sorting, derivations"


def hostile_words(chromium: Chromium, found: dict[str, Path]) -> Iterator[str]:
    """A license that is full of markup runs nothing and opens no dialogue."""
    from selenium.common.exceptions import NoAlertPresentException

    chromium.show(found["hostile"])
    try:
        raise AssertionError(chromium.driver.switch_to.alert.text)
    except NoAlertPresentException:
        pass
    assert chromium.run("return document.scripts.length") == 1
    yield "nothing ran"


def a_hundred_licenses(chromium: Chromium, found: dict[str, Path]) -> Iterator[str]:
    """A hundred licenses are shown, and filtered, without a wait that anybody would notice."""
    chromium.show(found["many"])
    timing = chromium.run("return performance.getEntriesByType('navigation')[0].domComplete")
    filtered = chromium.run(
        "const select = document.querySelector('select[data-by=status]'); const from = performance.now();"
        " select.value = 'upcoming'; select.dispatchEvent(new Event('change'));"
        " return performance.now() - from"
    )
    assert timing < 10_000
    assert filtered < 1_000
    size = found["many"].stat().st_size
    assert size <= 3 << 20
    yield f"{size / 2**20:.1f} MiB, shown in {timing:.0f} ms, filtered in {filtered:.0f} ms"


def axe(chromium: Chromium, found: dict[str, Path]) -> Iterator[str]:
    """axe-core finds no serious fault: light, dark, phone, desk, both languages."""
    source = (installed(AXE, BUILD) / "axe.min.js").read_text("utf-8")
    ask = (
        "const done = arguments[arguments.length - 1]; axe.run({resultTypes: ['violations']})"
        ".then((found) => done(found.violations), (error) => done([{id: String(error), impact: 'critical', nodes: []}]))"
    )
    looked = [
        (name, width, night)
        for name in ("zh", "en", "one")
        for width in (360, 1280)
        for night in (0, 1)
    ]
    for name, width, night in looked:
        chromium.show(found[name], width, dark=bool(night))
        chromium.run("document.querySelectorAll('details').forEach((one) => (one.open = true))")
        chromium.driver.set_script_timeout(120)
        chromium.run(source)
        faults = chromium.driver.execute_async_script(ask)
        serious = [
            f"{one['id']} ({one['impact']}): {[node['html'][:120] for node in one['nodes'][:3]]}"
            for one in faults
            if one["impact"] in ("serious", "critical")
        ]
        mild = [one["id"] for one in faults if one["impact"] not in ("serious", "critical")]
        assert not serious, "\n".join([f"{name} {width} {'dark' if night else 'light'}", *serious])
        assert not mild, mild
    yield f"{len(looked)} looks"


CHECKS: tuple[Callable[[Chromium, dict[str, Path]], Iterator[str]], ...] = (
    no_request_leaves,
    no_scrolling_sideways,
    paper,
    dark,
    without_script,
    by_keyboard,
    hostile_words,
    a_hundred_licenses,
    axe,
)


def picture(chromium: Chromium) -> None:
    """Write the picture of the documents: three licenses, from the counts to the timeline."""
    page = write_page(
        "picture", "zh", *(license_in(BUILD / "three" / key, key) for key in COMPANIES)
    )
    chromium.show(page)
    bottom = chromium.run(
        "return document.querySelector('#timeline').getBoundingClientRect().bottom"
    )
    clip = {"x": 0, "y": 0, "width": 1280, "height": int(bottom) + 30, "scale": 0.75}
    shot = chromium.cdp("Page.captureScreenshot", captureBeyondViewport=True, clip=clip)
    (ROOT / "docs" / "page.png").write_bytes(b64decode(shot["data"]))


def judged(check: Callable[..., Iterator[str]], chromium: Chromium, found: dict[str, Path]) -> bool:
    """Whether a check found nothing wrong; what it says of it is printed."""
    name = check.__name__.replace("_", " ")
    try:
        print(f"ok       {name}: {'; '.join(check(chromium, found))}", flush=True)
    except MissingError as missing:
        print(f"skipped  {name}: {missing}", flush=True)
        return "--all" not in sys.argv
    except AssertionError as error:
        line = traceback.extract_tb(error.__traceback__)[-1].lineno
        print(f"FAILED   {name}, line {line}: {error}", flush=True)
        return False
    return True


def main() -> int:
    """Try every check; the exit code is 1 where one finds something wrong."""
    BUILD.mkdir(parents=True, exist_ok=True)
    try:
        chromium = Chromium()
    except MissingError as missing:
        print(f"skipped  the page in a browser: {missing}")
        return "--all" in sys.argv
    try:
        print(f"Chromium {chromium.version}")
        if "--picture" in sys.argv:
            picture(chromium)
            return 0
        found = pages()
        results = [judged(check, chromium, found) for check in CHECKS]
        return int(not all(results))
    finally:
        chromium.driver.quit()


if __name__ == "__main__":
    sys.exit(main())
