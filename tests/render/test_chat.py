"""What the robots of chat groups take: each its own shape, never too long, nothing as markup."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest
from calendars import many, one_deadline, report_of, titled, titles
from places import ROOT
from samples import license_with, rule
from terminal import icp

from icpcli.cli.commands.remind import KEYWORD
from icpcli.deadlines.reminders import DAYS, due_today
from icpcli.model.deadline import Deadline
from icpcli.model.problem import Text
from icpcli.render.remind.chat import ROBOTS, chat_payload
from icpcli.render.words import one_line

LIMITS = {"feishu": 20_000, "dingtalk": 20_000, "wecom": 4096}


@pytest.fixture(autouse=True)
def at_the_root(monkeypatch: pytest.MonkeyPatch) -> None:
    """Commands are run where the bundled license is found as data/license.yaml."""
    monkeypatch.chdir(ROOT)


def sent(robot: str, deadlines: Sequence[Deadline]) -> str:
    """The payload, held against the limit of its robot; it is one line of UTF-8."""
    payload = chat_payload(deadlines, ROBOTS[robot], KEYWORD, "zh")
    assert payload.endswith("}\n")
    assert payload.count("\n") == 1
    counted = words_of(robot, payload) if robot == "wecom" else payload.strip()
    assert len(counted.encode()) <= LIMITS[robot]
    return payload


def words_of(robot: str, payload: str) -> str:
    """The text that a robot shows, taken from where its documentation says it stands."""
    read = json.loads(payload)
    match robot:
        case "feishu":
            assert read.keys() == {"msg_type", "content"}
            assert read["msg_type"] == "text"
            return read["content"]["text"]
        case "dingtalk":
            assert read.keys() == {"msgtype", "markdown"}
            assert read["msgtype"] == "markdown"
            assert read["markdown"].keys() == {"title", "text"}
            assert read["markdown"]["title"].startswith(KEYWORD)
            return read["markdown"]["text"]
        case _:
            assert read.keys() == {"msgtype", "markdown"}
            assert read["msgtype"] == "markdown"
            assert read["markdown"].keys() == {"content"}
            return read["markdown"]["content"]


@pytest.mark.parametrize("robot", ROBOTS)
def test_one_message(robot: str) -> None:
    """All that is due stands in one payload, in the robot's own shape, the keyword first."""
    answer = icp("remind", "-f", robot, "--as-of", "2028-01-01", "--lang", "zh")
    words = words_of(robot, answer.text)
    assert words.startswith(f"{KEYWORD}：")
    assert words.count(KEYWORD) == 3
    for id in ("renewal@2028", "non-renewal-report@2028", "annual-report@2028"):
        assert f"编号：{id}、京ICP证130204号" in words


@pytest.mark.parametrize("robot", ROBOTS)
def test_200_deadlines(robot: str) -> None:
    """Of 200 deadlines as many are shown as fit, the worst, each of them whole, and the rest counted."""
    deadlines = due_today(many(200), DAYS)
    assert len(deadlines) == 200
    words = words_of(robot, sent(robot, deadlines))
    shown = words.count("编号：")
    assert words.endswith(f"另有 {200 - shown} 项，见 icp remind")
    assert words.count(KEYWORD) == shown
    assert [one.id in words for one in deadlines[:shown]] == [True] * shown
    ids = [line for line in words.split("\n") if line.startswith("编号：")]
    assert ids == [f"编号：{one.id}、{one.license.number}" for one in deadlines[:shown]]


@pytest.mark.parametrize("robot", ROBOTS)
def test_no_room_is_wasted(robot: str) -> None:
    """One more item would not have fitted."""
    payload = sent(robot, due_today(many(200), DAYS))
    words = words_of(robot, payload)
    counted = words if robot == "wecom" else payload
    longest = max(len(item.encode()) for item in words.split(KEYWORD))
    assert len(counted.encode()) > LIMITS[robot] - 2 * longest


@pytest.mark.parametrize("robot", ROBOTS)
@pytest.mark.parametrize("n", range(0, 40, 3))
def test_every_number_fits(robot: str, n: int) -> None:
    """From none to many, no message is too long, and what is not counted as the rest is shown."""
    deadlines = due_today(many(n), DAYS)
    if not deadlines:
        assert chat_payload(deadlines, ROBOTS[robot], KEYWORD, "zh") == ""
        return
    words = words_of(robot, sent(robot, deadlines))
    rest = n - words.count("编号：")
    assert words.endswith(f"另有 {rest} 项，见 icp remind") == (rest > 0)


@pytest.mark.parametrize("robot", ROBOTS)
@pytest.mark.parametrize("quote", ["长" * 2000, '"\\' * 10000, "x" * 30000])
def test_one_that_is_too_long(robot: str, quote: str) -> None:
    """A single deadline that is too long loses its last lines, and says so."""
    long = license_with(rule("90 days before", "expires", quote=quote))
    words = words_of(robot, sent(robot, report_of(long).deadlines))
    if "…" in words:
        first, end = words.split("…")
        assert first.startswith(f"{KEYWORD}：")
        assert "2028-03-31" in first
        assert end.strip() == "另有 1 项，见 icp remind"
    else:
        assert quote in words


@pytest.mark.parametrize("robot", ROBOTS)
def test_a_title_that_is_too_long(robot: str) -> None:
    """Even one line that is longer than the message may be is cut, between characters."""
    (deadline,) = one_deadline("2028-03-30").deadlines
    words = words_of(robot, sent(robot, [titled(deadline, "证" * 9000)] * 3))
    assert words.count("证") > 1000
    assert words.endswith("另有 3 项，见 icp remind")


def test_random_titles_stay_text() -> None:
    """In no robot's message does a title call people, make a link or begin a heading."""
    (deadline,) = one_deadline("2028-03-30").deadlines
    for title in [*titles(300, seed=6), '<at user_id="all">', "<@everyone>", "[a](b) ![c](d) # e"]:
        for robot in ROBOTS:
            words = words_of(robot, sent(robot, [titled(deadline, title)]))
            assert "<" not in words
            if robot != "feishu":
                assert not set("[]#`_~|") & set(words)
                assert words.count("*") == 4
            else:
                assert one_line(title).replace("<", "＜") in words


def test_wecom_has_no_lists() -> None:
    """WeCom shows neither lists nor tables: no line begins like one."""
    words = words_of("wecom", sent("wecom", due_today(many(9), DAYS)))
    assert not [line for line in words.split("\n") if line[:1] in ("-", "+", "|", "1")]


def test_dingtalk_breaks_lines() -> None:
    """DingTalk shows a line break only where there are two."""
    words = words_of("dingtalk", sent("dingtalk", due_today(many(9), DAYS)))
    assert "\n" not in words.replace("\n\n", "")


@pytest.mark.parametrize(
    ("robot", "said", "code"),
    [
        ("feishu", '{"code": 0, "msg": "success", "data": {}}', 0),
        ("feishu", '{"code": 9499, "msg": "Bad Request", "data": {}}', 1),
        ("wecom", '{"errcode": 0, "errmsg": "ok"}', 0),
        ("dingtalk", '{"errcode":310000,"errmsg":"keywords not in content"}', 1),
    ],
)
def test_the_script_of_the_docs(robot: str, said: str, code: int, tmp_path: Path) -> None:
    """The script of docs/reminders.md posts the payload, fails where the robot refuses it, and posts
    nothing on a quiet day."""
    page = (ROOT / "docs" / "reminders.md").read_text("utf-8")
    (script,) = re.findall(r"^```shell\n(.*?)^```", page, re.MULTILINE | re.DOTALL)
    curl = f"#!/bin/sh\necho \"$*\" > asked\ncat > posted\necho '{said}'\n"
    icp = f'#!/bin/sh\nexec "{sys.executable}" -c "from icpcli.cli import main; main()" "$@"\n'
    for name, text in {"curl": curl, "icp": icp}.items():
        (tmp_path / name).write_text(text, "utf-8")
        (tmp_path / name).chmod(0o755)

    def run(as_of: str) -> int:
        environment = os.environ | {
            "PATH": f"{tmp_path}{os.pathsep}{os.environ['PATH']}",
            "ICP_AS_OF": as_of,
            "ICP_LICENSE": str(ROOT / "data" / "license.yaml"),
            "ROBOT": robot,
            "WEBHOOK": "https://robot.invalid/hook",
        }
        done = subprocess.run(
            ["sh", "-c", script], env=environment, cwd=tmp_path, capture_output=True, check=False
        )
        return done.returncode

    assert run("2027-01-15") == 0
    assert not (tmp_path / "posted").exists()
    assert run("2027-03-24") == code
    assert KEYWORD in words_of(robot, (tmp_path / "posted").read_text("utf-8"))
    assert (tmp_path / "asked").read_text().endswith("-d @- https://robot.invalid/hook\n")


def test_english() -> None:
    """In English the keyword stays as the robot expects it."""
    answer = icp("remind", "-f", "dingtalk", "--as-of", "2027-03-31", "--lang", "en")
    read = json.loads(answer.text)["markdown"]
    assert read["title"] == f"{KEYWORD}: 1 due"
    assert read["text"].startswith(f"{KEYWORD}: **Annual report on the license**\n\n")
    assert Text("年报", "Annual report").zh not in read["text"].replace("经营许可证年报", "")
