"""What the robots of chat groups take: each its own shape, never too long, nothing as markup."""

import base64
import hmac
import json
import os
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path
from typing import NamedTuple
from unittest import mock
from urllib.parse import parse_qs, urlsplit

import pytest
from calendars import last_workday, many, one_deadline, report_of, titled, titles
from places import LICENSE, ROOT
from samples import license_with, rule
from terminal import icp

from icpcli.check.verdict import judge
from icpcli.cli.commands.remind import KEYWORD
from icpcli.deadlines.reminders import DAYS, due_today
from icpcli.model.deadline import Report
from icpcli.model.problem import Text
from icpcli.render.remind.chat import ROBOTS, chat_payloads
from icpcli.render.words import one_line

pytestmark = pytest.mark.usefixtures("at_the_root")

LIMITS = {"feishu": 20_000, "dingtalk": 20_000, "wecom": 4096, "wecom-text": 2048}


def lines_of(robot: str, report: Report, *, split: bool = False) -> list[str]:
    """The payloads for all that a report holds, each held against the limit of its robot."""
    groups = due_today(report, DAYS, last_workday, everything=True)
    payloads = chat_payloads(judge(report), groups, ROBOTS[robot], KEYWORD, "zh", split=split)
    assert payloads.endswith("}\n") or not payloads
    for payload in payloads.splitlines():
        counted = words_of(robot, payload) if robot.startswith("wecom") else payload
        assert len(counted.encode()) <= LIMITS[robot]
    return payloads.splitlines()


def sent(robot: str, report: Report) -> str:
    """The one payload for a report."""
    (payload,) = lines_of(robot, report)
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
        case "wecom-text":
            assert read.keys() == {"msgtype", "text"}
            assert read["msgtype"] == "text"
            assert read["text"].keys() == {"content"}
            return read["text"]["content"]
        case _:
            assert read.keys() == {"msgtype", "markdown"}
            assert read["msgtype"] == "markdown"
            assert read["markdown"].keys() == {"content"}
            return read["markdown"]["content"]


def with_titles(*found: str) -> Report:
    """A report with a deadline of each title, all of them late."""
    report = one_deadline("2028-04-05")
    (deadline,) = report.deadlines
    return report._replace(deadlines=tuple(titled(deadline, title) for title in found))


@pytest.mark.parametrize("robot", ROBOTS)
def test_one_message(robot: str) -> None:
    """All that is due stands in one payload, in the robot's own shape, the keyword first."""
    answer = icp("remind", "-f", robot, "--as-of", "2028-01-01", "--lang", "zh")
    words = words_of(robot, answer.text)
    assert words.startswith(f"{KEYWORD}：")
    assert words.count(KEYWORD) == 2
    for ids in ("renewal@2028、non-renewal-report@2028", "annual-report@2028"):
        assert f"编号：{ids}、京ICP证130204号" in words


@pytest.mark.parametrize("robot", ROBOTS)
@pytest.mark.parametrize("n", [*range(1, 40, 3), 200])
def test_nothing_urgent_is_left_out(robot: str, n: int) -> None:
    """However many deadlines are late: each is in one of the payloads, whole, and none is counted."""
    report = many(n)
    texts = [words_of(robot, payload) for payload in lines_of(robot, report)]
    ids = [line for text in texts for line in text.split("\n") if line.startswith("编号：")]
    groups = due_today(report, DAYS, last_workday)
    assert ids == [f"编号：{one.id}、{one.license.number}" for (one,) in groups]
    assert len(ids) == n
    assert "icp remind" not in "".join(texts)
    assert all(text.startswith(KEYWORD) for text in texts)


@pytest.mark.parametrize("robot", ROBOTS)
def test_no_room_is_wasted(robot: str) -> None:
    """One more item would not have fitted into any payload but the last."""
    *full, _ = lines_of(robot, many(200))
    for payload in full:
        words = words_of(robot, payload)
        counted = words if robot.startswith("wecom") else payload
        longest = max(len(item.encode()) for item in words.split(KEYWORD))
        assert len(counted.encode()) > LIMITS[robot] - 2 * longest


def upcoming(n: int, late: int = 0) -> Report:
    """A report of `n` deadlines that are far off, and of some that are late."""
    report = one_deadline("2026-11-24")
    (deadline,) = report.deadlines
    far = [deadline._replace(id=f"far@{i}") for i in range(n)]
    return report._replace(deadlines=(*far, *many(late).deadlines))


@pytest.mark.parametrize("robot", ROBOTS)
def test_what_is_far_off_is_counted(robot: str) -> None:
    """What does not fit and is not within its warning period is counted in the last line; with
    `split` it is in further payloads."""
    words = words_of(robot, sent(robot, upcoming(200)))
    shown = words.count("编号：")
    assert shown > 1
    assert words.endswith(f"另有 {200 - shown} 项，见 icp remind")
    payloads = [words_of(robot, one) for one in lines_of(robot, upcoming(200), split=True)]
    assert sum(text.count("编号：") for text in payloads) == 200
    assert len(payloads) > 1


@pytest.mark.parametrize("robot", ROBOTS)
def test_far_off_takes_no_payload_of_its_own(robot: str) -> None:
    """Beside many that are late, what is far off fills the last payload, and makes no further one."""
    late = lines_of(robot, many(100))
    both = lines_of(robot, upcoming(200, late=100))
    assert len(both) == len(late) > 1
    texts = [words_of(robot, payload) for payload in both]
    counted = re.search(r"另有 (\d+) 项，见 icp remind$", texts[-1])
    assert counted
    shown = sum(text.count("编号：") for text in texts)
    assert shown + int(counted[1]) == 300
    assert all("rule@2026" in text for text in texts)


@pytest.mark.parametrize("robot", ROBOTS)
@pytest.mark.parametrize("quote", ["长" * 2000, '"\\' * 10000, "x" * 30000])
def test_one_that_is_too_long(robot: str, quote: str) -> None:
    """A single deadline that is too long loses its last lines, and says so."""
    long = license_with(rule("90 days before", "expires", quote=quote))
    words = words_of(robot, sent(robot, report_of(long)))
    if "…" in words:
        first, end = words.split("…")
        assert first.startswith(f"{KEYWORD}：")
        assert "2028-03-31" in first
        assert end == "（余下的见 icp remind）"
    else:
        assert quote in words


@pytest.mark.parametrize("robot", ROBOTS)
def test_a_title_that_is_too_long(robot: str) -> None:
    """Even one line that is longer than the message may be is cut, between characters, and keeps
    nobody else's from being told."""
    payloads = lines_of(robot, with_titles("证" * 9000, "照" * 9000, "年报"))
    texts = [words_of(robot, payload) for payload in payloads]
    assert texts[0].count("证") > 500
    assert texts[1].count("照") > 500
    assert "年报" in texts[-1]
    assert texts[0].endswith("…（余下的见 icp remind）")


def test_random_titles_stay_text() -> None:
    """In no robot's message does a title call people, make a link or begin a heading."""
    for title in [*titles(300, seed=6), '<at user_id="all">', "<@everyone>", "[a](b) ![c](d) # e"]:
        for robot in ROBOTS:
            words = words_of(robot, sent(robot, with_titles(title)))
            assert "<" not in words
            if robot not in ("feishu", "wecom-text"):
                assert not set("[]#`_~|") & set(words)
                assert words.count("*") == 4
            else:
                assert one_line(title).replace("<", "＜") in words


def test_wecom_has_no_lists() -> None:
    """WeCom shows neither lists nor tables: no line begins like one."""
    words = words_of("wecom", sent("wecom", many(9)))
    assert not [line for line in words.split("\n") if line[:1] in ("-", "+", "|", "1")]


def test_dingtalk_breaks_lines() -> None:
    """DingTalk shows a line break only where there are two."""
    words = words_of("dingtalk", sent("dingtalk", many(9)))
    assert "\n" not in words.replace("\n\n", "")


def script() -> str:
    """The script of docs/reminders.md."""
    page = (ROOT / "docs" / "reminders.md").read_text("utf-8")
    (found,) = re.findall(r"^```shell\n(.*?)^```", page, re.MULTILINE | re.DOTALL)
    return found


class Group(NamedTuple):
    """A chat group with a robot: where what was posted is kept, and what the robot says to it."""

    folder: Path

    def post(self, robot: str, as_of: str, said: str, **environment: str) -> int:
        """Run the script on a day; its exit code."""
        curl = f"#!/bin/sh\necho \"$*\" >> asked\ncat >> posted\necho >> posted\necho '{said}'\n"
        icp = f'#!/bin/sh\nexec "{sys.executable}" -c "from icpcli.cli import main; main()" "$@"\n'
        for name, text in {"curl": curl, "icp": icp, "sleep": "#!/bin/sh\n"}.items():
            (self.folder / name).write_text(text, "utf-8")
            (self.folder / name).chmod(0o755)
        done = subprocess.run(
            ["sh", "-c", script()],
            env={
                **os.environ,
                "PATH": f"{self.folder}{os.pathsep}{os.environ['PATH']}",
                "ICP_AS_OF": as_of,
                "ICP_LICENSE": str(LICENSE),
                "ROBOT": robot,
                "WEBHOOK": "https://robot.invalid/hook?token=x",
                **environment,
            },
            cwd=self.folder,
            capture_output=True,
            check=False,
        )
        return done.returncode

    @property
    def posted(self) -> list[str]:
        path = self.folder / "posted"
        return path.read_text("utf-8").splitlines() if path.exists() else []

    @property
    def asked(self) -> list[str]:
        return (self.folder / "asked").read_text("utf-8").splitlines()


@pytest.mark.parametrize(
    ("robot", "said", "code"),
    [
        ("feishu", '{"code": 0, "msg": "success", "data": {}}', 0),
        ("feishu", '{"code": 9499, "msg": "Bad Request", "data": {}}', 1),
        ("wecom", '{"errcode": 0, "errmsg": "ok"}', 0),
        ("wecom-text", '{"errcode":0}', 0),
        ("dingtalk", '{"errcode":310000,"errmsg":"keywords not in content"}', 1),
        ("dingtalk", '{"errcode":01}', 1),
    ],
)
def test_the_script_of_the_docs(robot: str, said: str, code: int, tmp_path: Path) -> None:
    """The script of docs/reminders.md posts the payload, fails where the robot refuses it, and posts
    nothing on a quiet day."""
    group = Group(tmp_path)
    assert group.post(robot, "2027-01-15", said) == 0
    assert group.posted == []
    assert group.post(robot, "2027-03-24", said) == code
    (payload,) = group.posted
    assert KEYWORD in words_of(robot, payload)
    assert group.asked[0].endswith("-d @- https://robot.invalid/hook?token=x")


def test_the_script_posts_every_payload(tmp_path: Path) -> None:
    """Each line is posted by itself, also after one that was refused, and what could not be read is in
    the last; the exit code says that something was wrong."""
    files = [LICENSE, tmp_path / "bad.yaml"]
    files[1].write_text("license: 1\n", "utf-8")
    text = files[0].read_text("utf-8")
    for n in range(12):
        path = tmp_path / f"{n}.yaml"
        path.write_text(text.replace("京ICP证130204号", f"{n}号"), "utf-8")
        files.append(path)
    options = " ".join(f"-l {path}" for path in files)
    there = tmp_path / "there"
    there.mkdir()
    group = Group(there)
    run = script().replace("icp remind", f"icp remind {options}")
    assert run.count(options) == 1
    for said, code in (('{"errcode":0}', 3), ('{"errcode":1}', 1)):
        (there / "posted").unlink(missing_ok=True)
        with mock.patch(f"{__name__}.script", return_value=run):
            assert group.post("wecom-text", "2028-03-24", said) == code
        texts = [words_of("wecom-text", payload) for payload in group.posted]
        assert len(texts) > 3
        assert "bad.yaml" in texts[-1]
        assert sum(text.count("renewal@2028, ") for text in texts) == 13


@pytest.mark.skipif(not shutil.which("openssl"), reason="no openssl here")
@pytest.mark.parametrize("secret", ["SECabc123", "with spaces 'and' \"signs\" $HOME"])
def test_signed_requests(secret: str, tmp_path: Path) -> None:
    """Where the robot wants signed requests (加签), the script signs as its documentation has it:
    DingTalk in the address, Feishu in the payload."""
    group = Group(tmp_path)
    assert group.post("dingtalk", "2027-03-24", '{"errcode":0}', SECRET=secret) == 0
    address = urlsplit(group.asked[0].split()[-1])
    query = parse_qs(address.query, strict_parsing=True)
    assert query["token"] == ["x"]
    (stamp,), (sign,) = query["timestamp"], query["sign"]
    assert abs(int(stamp) / 1000 - time.time()) < 60
    signed = hmac.new(secret.encode(), f"{stamp}\n{secret}".encode(), "sha256").digest()
    assert base64.b64decode(sign, validate=True) == signed

    assert group.post("feishu", "2027-03-24", '{"code":0}', SECRET=secret) == 0
    payload = json.loads(group.posted[-1])
    stamp, sign = payload.pop("timestamp"), payload.pop("sign")
    assert abs(int(stamp) - time.time()) < 60
    assert (
        sign == base64.b64encode(hmac.digest(f"{stamp}\n{secret}".encode(), b"", "sha256")).decode()
    )
    assert KEYWORD in words_of("feishu", json.dumps(payload))


def test_english() -> None:
    """In English the keyword stays as the robot expects it."""
    answer = icp("remind", "-f", "dingtalk", "--as-of", "2027-03-31", "--lang", "en")
    read = json.loads(answer.text)["markdown"]
    name = "北京智明星通科技股份有限公司"
    assert read["title"] == f"{KEYWORD}: Annual report on the license {name} 2027-03-31"
    assert read["text"].startswith(f"{KEYWORD}: **Annual report on the license {name}**\n\n")
    assert Text("年报", "Annual report").zh not in read["text"].replace("经营许可证年报", "")


def test_the_title_names_the_first() -> None:
    """A list of DingTalk messages shows their titles: each names its first item and its day, and how
    many there are besides."""
    titles = [json.loads(payload)["markdown"]["title"] for payload in lines_of("dingtalk", many(2))]
    assert titles == [
        "ICP合规提醒：规则（事件 2026-09-24） 北京智明星通科技股份有限公司 2026-10-23（另有 1 项）"
    ]
