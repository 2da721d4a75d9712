"""The action, the templates and the hook are what their hosts expect, and their scripts are run."""

import configparser
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from licenses import license_file, rule
from places import ROOT
from terminal import icp

from icpcli.cli.app import COMMANDS

BIN = Path(sys.executable).parent
PAGES = [ROOT / "docs" / "ci.md", ROOT / "docs" / "ci.zh-CN.md"]
EXAMPLES = ROOT / "examples"
SCHEMAS = {
    "action.yml": ["vendor.github-actions"],
    "examples/github-workflow.yml": ["vendor.github-workflows"],
    "examples/gitlab-ci.yml": ["vendor.gitlab-ci", "--data-transform", "gitlab-ci"],
}
BASH = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c"]
needs_bash = pytest.mark.skipif(not shutil.which("bash"), reason="no bash here")


def read(name: str) -> dict[str, Any]:
    content: dict[str, Any] = yaml.load((ROOT / name).read_text("utf-8"), yaml.BaseLoader)
    return content


ACTION = read("action.yml")
WORKFLOW = read("examples/github-workflow.yml")
STEPS: list[dict[str, Any]] = [
    *ACTION["runs"]["steps"],
    *(step for job in WORKFLOW["jobs"].values() for step in job["steps"]),
]
SCRIPTS = [step["run"] for step in STEPS if "run" in step]


@pytest.mark.parametrize("name", SCHEMAS)
def test_schema(name: str) -> None:
    """Each file is valid under the public schema of its host."""
    command = [BIN / "check-jsonschema", "--builtin-schema", *SCHEMAS[name], ROOT / name]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_pre_commit_manifest() -> None:
    """pre-commit accepts the hook."""
    command = [BIN / "pre-commit", "validate-manifest", ROOT / ".pre-commit-hooks.yaml"]
    assert subprocess.run(command, check=False).returncode == 0


def test_pre_commit_only_validates() -> None:
    """The hook runs `validate` and nothing that depends on the day."""
    (hook,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text())
    assert (hook["id"], hook["entry"]) == ("icp-validate", "icp validate --skip-others")
    for name in ("license.yaml", "a/b/company.yml", "journal.yaml", "holidays/2027.yaml"):
        assert re.search(hook["files"], name)
    for name in ("license.yaml.txt", "yaml"):
        assert not re.search(hook["files"], name)


@pytest.mark.parametrize("script", SCRIPTS, ids=range(len(SCRIPTS)))
def test_scripts_take_no_expressions(script: str) -> None:
    """No script has an expression in it: what the host would paste there, the shell would run."""
    assert "${{" not in script


@pytest.mark.parametrize("script", SCRIPTS, ids=range(len(SCRIPTS)))
def test_shellcheck(script: str) -> None:
    """shellcheck finds nothing in the scripts."""
    done = subprocess.run(
        [BIN / "shellcheck", "--shell=bash", "-"],
        input=script,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout


def test_action_uses_every_input() -> None:
    """Each input reaches a step, each output comes from one, and each is described."""
    steps = json.dumps(ACTION["runs"]["steps"])
    used = set(re.findall(r"inputs\.([a-z-]+)", steps))
    assert used == set(ACTION["inputs"])
    assert set(ACTION["outputs"]) == {"status", "next-id", "next-date", "days-left"}
    for name, output in ACTION["outputs"].items():
        assert output["value"] == f"${{{{ steps.check.outputs.{name} }}}}"
    assert all(
        one["description"] for one in (*ACTION["inputs"].values(), *ACTION["outputs"].values())
    )


def run_action(folder: Path, *, as_of: str, **inputs: str) -> tuple[int, str, str, dict[str, str]]:
    """The `check` step: exit code, annotations, summary and outputs."""
    (step,) = (step for step in ACTION["runs"]["steps"] if step.get("id") == "check")
    given = {name: one["default"] for name, one in ACTION["inputs"].items()}
    given |= {name.replace("_", "-"): value for name, value in inputs.items()}
    environment = {
        "PATH": os.environ["PATH"],
        "RUNNER_TEMP": str(folder),
        "GITHUB_OUTPUT": str(folder / "output"),
        "GITHUB_STEP_SUMMARY": str(folder / "summary"),
        "ICP_AS_OF": as_of,
    }
    for name, value in step["env"].items():
        expression = re.fullmatch(r"\$\{\{ (inputs|steps\.install\.outputs)\.([a-z-]+) \}\}", value)
        assert expression
        environment[name] = str(BIN) if expression[2] == "bin" else given[expression[2]]
    done = subprocess.run(
        [*BASH, step["run"]],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    lines = (folder / "output").read_text().splitlines()
    outputs = dict(line.split("=", 1) for line in lines)
    return done.returncode, done.stdout, (folder / "summary").read_text("utf-8"), outputs


@needs_bash
@pytest.mark.parametrize(
    ("inputs", "as_of", "code", "outputs"),
    [
        ({}, "2026-05-01", 0, ("ok", "renewal@2026", "2026-06-10", "40")),
        ({}, "2026-05-11", 1, ("warning", "renewal@2026", "2026-06-10", "30")),
        ({"fail_on": "critical"}, "2026-05-11", 0, ("warning", "renewal@2026", "2026-06-10", "30")),
        ({"warning": "29"}, "2026-05-11", 0, ("ok", "renewal@2026", "2026-06-10", "30")),
        ({"critical": "30"}, "2026-05-11", 2, ("critical", "renewal@2026", "2026-06-10", "30")),
        ({}, "2026-06-12", 2, ("overdue", "renewal@2026", "2026-06-10", "-2")),
        ({"require_final": "true"}, "2026-06-03", 2, ("critical", "renewal@2026", "2026-06-10", "7")),
        ({"license": "b c.yaml\n\nlicense.yaml"}, "2026-06-03", 2, ("critical", "b@2026", "2026-06-10", "7")),
        ({"license": "b c.yaml\r\nmissing.yaml\r\n"}, "2026-05-01", 3, ("unknown", "b@2026", "2026-06-10", "40")),
        ({"license": "missing.yaml"}, "2026-05-01", 3, ("unknown", "", "", "")),
        ({"license": "$(touch run)\n`touch run`"}, "2026-05-01", 3, ("unknown", "", "", "")),
        ({"fail_on": "never; touch run"}, "2026-05-01", 3, ("unknown", "", "", "")),
        ({"warning": '"; touch run; "'}, "2026-05-01", 3, ("unknown", "", "", "")),
        ({"license": "--help"}, "2026-05-01", 3, ("unknown", "", "", "")),
    ],
)  # fmt: skip
def test_action(
    tmp_path: Path, inputs: dict[str, str], as_of: str, code: int, outputs: tuple[str, ...]
) -> None:
    """The step of the action has the exit code and the outputs; no input is ever run."""
    license_file(tmp_path / "license.yaml")
    license_file(tmp_path / "b c.yaml", rule("b"))
    done, annotations, summary, found = run_action(tmp_path, as_of=as_of, **inputs)
    assert done == code
    assert tuple(found.values()) == outputs
    assert tuple(found) == ("status", "next-id", "next-date", "days-left")
    assert all(line.startswith("::") for line in annotations.splitlines())
    refused = code == 3 and "license" not in inputs
    assert (f"### icp check: {outputs[0]}\n" in summary) == (not refused)
    assert not (tmp_path / "run").exists()


@needs_bash
@pytest.mark.parametrize(("days", "beats"), [(44, 0), (46, 1)])
def test_heartbeat(tmp_path: Path, days: int, beats: int) -> None:
    """The heartbeat commits when the last commit is 45 days old, and not before."""
    if not shutil.which("git"):
        pytest.skip("no git here")
    (script,) = (step["run"] for step in WORKFLOW["jobs"]["heartbeat"]["steps"] if "run" in step)
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith("GIT_")},
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_CONFIG_SYSTEM": os.devnull,
    }
    old = f"""
    git init --quiet --bare remote.git
    git clone --quiet remote.git clone 2> /dev/null
    cd clone
    export GIT_COMMITTER_DATE="@$(($(date +%s) - {days} * 86400)) +0000"
    git -c user.name=x -c user.email=x commit --quiet --allow-empty --message first
    unset GIT_COMMITTER_DATE
    git push --quiet origin HEAD
    {script}
    git ls-remote origin HEAD | cut -f1 | xargs git rev-list --count
    """
    done = subprocess.run(
        [*BASH, old], cwd=tmp_path, env=environment, capture_output=True, text=True, check=False
    )
    assert done.stdout.strip() == str(1 + beats), done.stderr


def commands_of(text: str) -> list[list[str]]:
    """The arguments of every `icp` in a file that is no YAML, up to where the shell takes over."""
    found = re.findall(r"/usr/local/bin/icp((?: (?:--?|/)?[a-z][\w./-]*)+)", text)
    return [arguments.split() for arguments in found]


@pytest.mark.parametrize("name", ["icp-check.cron", "icp-check.service"])
def test_examples_run(tmp_path: Path, name: str) -> None:
    """Each `icp` command of the cron and systemd examples gives an answer."""
    path = license_file(tmp_path / "license.yaml")
    (tmp_path / "license.yaml").rename(tmp_path / "mine.yaml")
    calls = commands_of((EXAMPLES / name).read_text())
    assert calls
    for arguments in calls:
        places = {"/etc/icp/license.yaml": str(tmp_path / "mine.yaml")}
        places["/var/lib/prometheus/node-exporter/icp.prom"] = str(path.with_name("icp.prom"))
        answer = icp(*(places.get(word, word) for word in arguments), ICP_AS_OF="2026-06-10")
        assert answer.code == (0 if "never" in arguments else 2)
        if "--output" in arguments:
            assert answer.text == ""
            assert (tmp_path / "icp.prom").read_text().endswith("\n")


def test_cron_mails_only_what_is_due(tmp_path: Path) -> None:
    """The line of the crontab prints nothing on a quiet day, else the items and the last line."""
    path = license_file(tmp_path / "license.yaml")
    line = next(
        line for line in (EXAMPLES / "icp-check.cron").read_text().splitlines() if "said=" in line
    )
    schedule, command = line.split(" ", 5)[:5], line.split(" ", 5)[5]
    assert schedule == ["17", "9", "*", "*", "*"]
    assert "%" not in command  # a line end, to cron
    command = command.replace("/usr/local/bin/icp", str(BIN / "icp"))
    command = command.replace("/etc/icp/license.yaml", str(path))
    printed = [
        subprocess.run(
            ["sh", "-c", command],
            env={"ICP_AS_OF": day, "ICP_LANG": "en"},
            capture_output=True,
            text=True,
            check=True,
        ).stdout.splitlines()
        for day in ("2026-05-10", "2026-05-11")
    ]
    assert printed == [
        [],
        [
            "renewal@2026  2026-06-10  in 30 days  Renew  持证人",
            "1 warning; next: renewal@2026, file by 2026-06-10 (30 days)",
        ],
    ]


def test_systemd_units() -> None:
    """The timer starts the service of its own name, and the service may write where it does."""
    units = {}
    for name in ("service", "timer"):
        parser = configparser.ConfigParser(interpolation=None)
        parser.optionxform = str
        parser.read(EXAMPLES / f"icp-check.{name}")
        units[name] = parser
    service = units["service"]["Service"]
    assert service["Type"] == "oneshot"
    assert f"--output {service['ReadWritePaths']}/icp.prom" in service["ExecStart"]
    assert units["timer"]["Install"]["WantedBy"] == "timers.target"


def test_systemd_accepts_the_units(tmp_path: Path) -> None:
    """`systemd-analyze verify`, where there is one, has nothing to say of the units."""
    if not shutil.which("systemd-analyze"):
        pytest.skip("no systemd here")
    for name in ("icp-check.service", "icp-check.timer"):
        text = (
            (EXAMPLES / name).read_text().replace("/usr/local/bin/icp", shutil.which("true") or "")
        )
        (tmp_path / name).write_text(text)
    done = subprocess.run(
        ["systemd-analyze", "verify", tmp_path / "icp-check.timer", tmp_path / "icp-check.service"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert "icp-check" not in done.stderr


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_prometheus_rules_know_the_metrics(page: Path, tmp_path: Path) -> None:
    """The alerting rules ask only for metrics that there are, and the page lists them all."""
    path = license_file(tmp_path / "license.yaml")
    there = set(
        re.findall(r"^# TYPE (\w+)", icp("check", "-fprometheus", "-l", path).text, re.MULTILINE)
    )
    (group,) = read("examples/prometheus-rules.yml")["groups"]
    asked = {name for one in group["rules"] for name in re.findall(r"icp_\w+", one["expr"])}
    assert asked <= there
    documented = re.findall(r"^\| `(icp_\w+)` \|", page.read_text("utf-8"), re.MULTILINE)
    assert set(documented) == there


NOT_FOR_CI = {"examples/certificate.txt", "examples/company", "examples/ledger.csv"}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_the_page_leads_to_every_example(page: Path) -> None:
    """`docs/ci.md` links each file of `examples/` that is for CI, and its links lead somewhere."""
    text = page.read_text("utf-8")
    links = re.findall(r"\]\(\.\./([^)]+)\)", text)
    assert {EXAMPLES.name + "/" + path.name for path in EXAMPLES.iterdir()} - NOT_FOR_CI == set(
        links
    )
    assert {"check", "next"} <= set(COMMANDS)
    for name in re.findall(r"`--([a-z-]+)", text):
        assert f"--{name}" in icp("check", "--help").text + icp("next", "--help").text
