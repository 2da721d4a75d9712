"""Periods: which words are one, and where each ends when it is counted from a day."""

import re
from collections.abc import Callable
from datetime import date
from itertools import pairwise

import judge
import pytest
from hypothesis import given
from hypothesis import strategies as st
from samples import DAY, calendar, d

from icpcli.calendar.period_words import MAX_COUNT, parse_due, parse_period, parse_windows
from icpcli.calendar.periods import CALENDAR, count_period, in_runs, in_words, shift
from icpcli.model.license import IMMEDIATELY, Due, Period, Window, Yearly
from icpcli.model.problem import IcpError, Text

PERIODS = {
    "90 days before": Period(90, "days", "before"),
    "30 days after": Period(30, "days", "after"),
    "1 day after": Period(1, "days", "after"),
    "10 working days after": Period(10, "working days", "after"),
    "1 working day before": Period(1, "working days", "before"),
    "6 months before": Period(6, "months", "before"),
    "1 month after": Period(1, "months", "after"),
    "2 years after": Period(2, "years", "after"),
    "1 year before": Period(1, "years", "before"),
    "9999 days after": Period(9999, "days", "after"),
}
OTHER_DUES = {
    "Q1": Yearly((Window((1, 1), (3, 31)),)),
    "Q2": Yearly((Window((4, 1), (6, 30)),)),
    "Q3": Yearly((Window((7, 1), (9, 30)),)),
    "Q4": Yearly((Window((10, 1), (12, 31)),)),
    "01-01 to 03-31": Yearly((Window((1, 1), (3, 31)),)),
    "05-01 to 05-01": Yearly((Window((5, 1), (5, 1)),)),
    "12-01 to 12-31": Yearly((Window((12, 1), (12, 31)),)),
    "immediately": IMMEDIATELY,
}
# A hint is given only where nothing else can be meant: 30日前 and 前30日内 are opposites.
MEANT = {
    "10 work days": "10 working days after",
    "90 work days ahead": "90 working days before",
    "30 business days": "30 working days after",
    "30 Days After": "30 days after",
    "30  days after": "30 days after",
    " 30 days after": "30 days after",
    "30 days after ": "30 days after",
    "30 days after\n": "30 days after",
    "within 30 days after": "30 days after",
    "30 days prior": "30 days before",
    "at least 30 days before expiry": "30 days before",
    "no later than 30 days before": "30 days before",
    "90日前": "90 days before",
    "届满30日前": "30 days before",
    "有效期届满九十日前": "90 days before",
    "提前30日": "30 days before",
    "提前三十日": "30 days before",
    "至少提前20个工作日": "20 working days before",
    "3个月前": "3 months before",
    "1 MONTH BEFORE": "1 month before",
    "1 months  before": "1 month before",
    "030 days after": "30 days after",
    "0030 days after": "30 days after",
    "00009999 days after": "9999 days after",
    "３０ days after": "30 days after",
    "之日起30日内": "30 days after",
    "自变更之日起三十日内": "30 days after",
    "后10个工作日内": "10 working days after",
    "2周前": "2 weeks before",
}
MEANT_BY_A_DUE = {
    "within 30 days prior to expiry": "within 30 days before",
    "WITHIN 30 days before": "within 30 days before",
    "within  30 days before": "within 30 days before",
    "届满前30日内": "within 30 days before",
    "届满前三十日内": "within 30 days before",
    "期满前 6 个月内": "within 6 months before",
    "90-15 working days before": "90 to 15 working days before",
    "between 90 and 15 days before": "90 to 15 days before",
    "届满前90个工作日至15个工作日": "90 to 15 working days before",
    "届满前90至15日内": "90 to 15 days before",
    "every 2 years": "every 2 years after",
    "each 1 year": "every 1 year after",
    "每2年": "every 2 years after",
    "每三年一次": "every 3 years after",
    "24 hours": "24 hours after",
    "within 24 hours": "24 hours after",
    "1 hour": "1 hour after",
    "4h": "4 hours after",
    "24小时内": "24 hours after",
    "2027-06-30": "by 2027-06-30",
    "By 2027/6/30": "by 2027-06-30",
    "q1": "Q1",
    "q4": "Q4",
    " Q2 ": "Q2",
    "第三季度": "Q3",
    "1-1 to 3-31": "01-01 to 03-31",
    "01-01–03-31": "01-01 to 03-31",
    "01-01 to 03-31 ": "01-01 to 03-31",
    "01/01 to 03/31": "01-01 to 03-31",
    "4月1日至6月30日": "04-01 to 06-30",
    "Immediately": "immediately",
    "immediate": "immediately",
    "立即": "immediately",
    "第一时间": "immediately",
    "Authority set": "authority-set",
}
MEANT_EITHER = {
    "30 days": ("30 days after", "30 days before"),
    "2 YEARS": ("2 years after", "2 years before"),
    "within 30 days": ("30 days after", "within 30 days before"),
    "30日内": ("30 days after", "within 30 days before"),
    "10 working days": ("10 working days after", "10 working days before"),
    "10个工作日内": ("10 working days after", "within 10 working days before"),
    "3个月内": ("3 months after", "within 3 months before"),
}
UNCLEAR = (
    *("", "soon", "30", "at once", "ninety days before", "before 30 days", "-30 days after"),
    *("0 days before", "10000 days after", "00010000 days after", "30.5 days after"),
    *("届满前30日", "30日后", "3月前", "每年", "every year", "2 years after each", "not 2 years after"),
    *("at least 30 days after", "within at least 30 days before", "not immediately"),
    *("every 4 hours after", "at least 4 hours before"),
    *("every 2 years before", "every 2 to 3 years after", "within every 2 years after"),
    *("90 to 15 days after", "90 to 15 days"),
    *("90 days to 15 months before", "届满前90日至15个月", "30 days before 15 days"),
    *("1/4 to 5/6", "31/1 to 31/3", "13/14 to 15/16", "2027-02-30", "before 2027-06-30"),
    *("by 30 June 2027", "2027年6月30日前", "Q5", "Q1 to Q2", "each Q1", "within Q1"),
)  # fmt: skip
NOT_WINDOWS = {
    "02-01 to 02-29": "a window needs days that every year has",
    "02-29 to 03-31": "a window needs days that every year has",
    "02-30 to 03-31": "a window needs days that every year has",
    "00-01 to 03-31": "a window needs days that every year has",
    "01-00 to 03-31": "a window needs days that every year has",
    "01-01 to 13-01": "a window needs days that every year has",
    "04-01 to 04-31": "a window needs days that every year has",
    "03-31 to 01-01": "the window closes before it opens",
    "05-02 to 05-01": "the window closes before it opens",
}

COUNTED = [
    # "N days": the starting day is not counted, forwards or backwards
    ("2026-09-25", "30 days after", "2026-10-25"),
    ("2026-01-31", "30 days after", "2026-03-02"),
    ("2024-01-31", "30 days after", "2024-03-01"),
    ("2026-09-25", "1 day after", "2026-09-26"),
    ("2026-12-31", "1 day after", "2027-01-01"),
    ("2028-07-01", "90 days before", "2028-04-02"),
    ("2028-07-01", "1 day before", "2028-06-30"),
    ("2028-03-01", "1 day before", "2028-02-29"),
    ("2027-03-01", "1 day before", "2027-02-28"),
    # months: the corresponding day, or the last of the month where there is none
    ("2026-01-31", "1 month after", "2026-02-28"),
    ("2028-01-31", "1 month after", "2028-02-29"),
    ("2026-01-31", "2 months after", "2026-03-31"),
    ("2026-01-30", "1 month after", "2026-02-28"),
    ("2026-03-31", "1 month after", "2026-04-30"),
    ("2026-02-28", "1 month after", "2026-03-28"),
    ("2026-12-31", "2 months after", "2027-02-28"),
    ("2026-03-31", "1 month before", "2026-02-28"),
    ("2028-03-31", "1 month before", "2028-02-29"),
    ("2026-05-31", "6 months before", "2025-11-30"),
    ("2026-01-15", "1 month before", "2025-12-15"),
    ("2026-01-31", "12 months after", "2027-01-31"),
    # years: 29 February exists in leap years only
    ("2028-02-29", "1 year after", "2029-02-28"),
    ("2028-02-29", "4 years after", "2032-02-29"),
    ("2028-02-29", "1 year before", "2027-02-28"),
    ("2027-02-28", "1 year after", "2028-02-28"),
    ("2023-07-01", "5 years after", "2028-07-01"),
    # working days: make-up Saturdays and Sundays count, days off in the week do not
    ("2026-09-24", "10 working days after", "2026-10-15"),
    ("2026-02-14", "10 working days after", "2026-03-06"),
    ("2026-11-24", "1 working day after", "2026-11-25"),
    ("2026-11-27", "1 working day after", "2026-11-30"),
    ("2026-11-28", "1 working day after", "2026-11-30"),
    ("2026-10-08", "2 working days after", "2026-10-10"),
    ("2026-10-12", "1 working day before", "2026-10-10"),
    ("2026-10-10", "1 working day before", "2026-10-09"),
    ("2026-10-08", "1 working day before", "2026-09-30"),
    ("2026-11-29", "1 working day before", "2026-11-27"),
]

days = st.dates(CALENDAR.earliest, CALENDAR.latest)
counts = st.integers(1, 400) | st.integers(1, 2500)
units = st.sampled_from(["day", "days", "working days", "months", "years"])
periods = st.builds("{} {} {}".format, counts, units, st.sampled_from(["before", "after"]))


def refusal(parse: Callable[[str], Due], text: str) -> Text:
    """What is said of words that are not accepted."""
    with pytest.raises(ValueError, match="zh=") as caught:
        parse(text)
    return caught.value.args[0]


@pytest.mark.parametrize("words", PERIODS)
def test_period_words(words: str) -> None:
    """A period is a number from 1 to 9999, a unit in the singular or plural, and a direction."""
    assert parse_period(words) == parse_due(words) == PERIODS[words]


@pytest.mark.parametrize("words", OTHER_DUES)
def test_other_due_words(words: str) -> None:
    """A rule's `due` may also be a quarter, a window of two days, or `immediately`."""
    assert parse_due(words) == OTHER_DUES[words]
    refusal(parse_period, words)


def hints(message: Text) -> tuple[str, ...]:
    """The periods that a refusal offers: words in quotes, after the ones that were typed."""
    _, found, offers = message.en.rpartition(" is not a period (")
    return tuple(re.findall(r'"([^"]+)"', offers)) if found else ()


@pytest.mark.parametrize("words", MEANT)
def test_hints(words: str) -> None:
    """Words that can mean one period only are refused with that one."""
    hint = MEANT[words]
    expected = Text(
        f"“{words}”不是期间（试试“{hint}”）", f'"{words}" is not a period (try "{hint}")'
    )
    assert refusal(parse_period, words) == refusal(parse_due, words) == expected


@pytest.mark.parametrize("words", MEANT_BY_A_DUE)
def test_hints_for_due(words: str) -> None:
    """What only a rule's `due` may say is offered there, and not as the holder's lead time."""
    hint = MEANT_BY_A_DUE[words]
    message = refusal(parse_due, words)
    assert hints(message) == (hint,)
    assert f"试试“{hint}”" in message.zh
    assert hints(refusal(parse_period, words)) == ()


@pytest.mark.parametrize("words", MEANT_EITHER)
def test_hints_where_two_things_can_be_meant(words: str) -> None:
    """Where a word is missing that decides which way is counted, both ways are named."""
    message = refusal(parse_due, words)
    assert hints(message) == MEANT_EITHER[words]
    assert "which one does the text say?" in message.en
    assert "原文是哪一种？" in message.zh


@pytest.mark.parametrize("words", UNCLEAR)
def test_no_hint_where_it_is_unclear(words: str) -> None:
    """What is not understood whole is answered with the forms that there are, and no guess."""
    for parse, form in ((parse_due, "within N days before"), (parse_period, "N days before")):
        message = refusal(parse, words)
        assert hints(message) == ()
        assert form in message.en


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ("4 hours before", "hours are only counted on"),
        ("within 4 hours before", "hours are only counted on"),
        ("48 to 24 hours before", "hours are only counted on"),
        ("提前24小时", "hours are only counted on"),
        ("二十四小时前", "hours are only counted on"),
        ("15 to 90 days before", "the window closes before it opens"),
        ("30 to 30 working days before", "the window closes before it opens"),
    ],
)
def test_what_is_wrong_with_it(words: str, why: str) -> None:
    """Hours that are counted back, and a window that closes before it opens, are told as just that."""
    message = refusal(parse_due, words)
    assert why in message.en
    assert "小时只能" in message.zh or "窗口的最后一日" in message.zh
    assert hints(message) == hints(refusal(parse_period, words)) == ()
    assert why not in refusal(parse_period, "90 to 15 days before").en


SHORTENED = (
    *("30 days before", "90 working days before", "within 30 days before", "6 months after"),
    *("90 to 15 working days before", "every 2 years after", "24 hours after", "by 2027-06-30"),
    *("within 10 working days before", "10 working days after", "01-01 to 03-31", "2 weeks after"),
)


@pytest.mark.parametrize("words", SHORTENED)
def test_a_word_that_is_missing_is_not_guessed(words: str) -> None:
    """Where a word was left out or typed twice, one hint alone is what was meant, and nothing else."""
    parts = words.split(" ")
    for i in range(len(parts)):
        without = " ".join([*parts[:i], *parts[i + 1 :]])
        twice = " ".join([*parts[:i], parts[i], *parts[i:]])
        for typed in (without, twice, twice.upper(), f"{without}.", without.replace("a", "e")):
            try:
                parse_due(typed)
            except ValueError as error:
                offers = hints(error.args[0])
                assert len(offers) != 1 or parse_due(offers[0]) == parse_due(words), typed


@given(st.text(max_size=30) | st.builds("{}{} days".format, st.text("0 ", max_size=6), counts))
def test_every_hint_is_accepted(text: str) -> None:
    """Whatever was typed, each hint is words that the same parser takes."""
    for parse in (parse_period, parse_due):
        try:
            parse(text)
        except ValueError as error:
            for hint in hints(error.args[0]):
                parse(hint)


def test_endless_digits() -> None:
    """A number of any length is refused in words, without being computed."""
    assert hints(refusal(parse_period, "9" * 10_000 + " days after")) == ()


@pytest.mark.parametrize("words", NOT_WINDOWS)
def test_windows_refused(words: str) -> None:
    """A window needs two days that every year has, the first not after the last."""
    message = refusal(parse_due, words)
    assert message.en.startswith(NOT_WINDOWS[words])
    assert message.zh.startswith(("窗口的起止须是每年都有的日子", "窗口的最后一日早于第一日"))


def test_windows_of_a_year() -> None:
    """A list of windows is read in its order; each needs a month of its own to open in."""
    assert parse_windows(["Q1"]) == parse_due("Q1")
    assert parse_windows(["01-01 to 01-31", "02-01 to 02-28", "Q4"]) == Yearly(
        (Window((1, 1), (1, 31)), Window((2, 1), (2, 28)), Window((10, 1), (12, 31)))
    )


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["01-01 to 03-31", "03-31 to 04-30"], "must open after"),
        (["Q1", "Q1"], "must open after"),
        (["Q2", "Q1"], "must open after"),
        (["Q1", "Q3", "Q2"], '"Q2" must open after "Q3" has closed'),
        (["01-01 to 01-10", "01-11 to 02-28"], "open in one month"),
        (["Q1", "within 30 days before"], "is not a period; write Q1 or 01-01 to 03-31"),
        (["1-1 to 1-31", "Q2"], 'try "01-01 to 01-31"'),
        (["01-01 to 01-31", "04-30 to 04-01"], "closes before it opens"),
    ],
)
def test_windows_of_a_year_refused(words: list[str], message: str) -> None:
    """Windows that overlap, stand out of order or open in one month are refused, and what is none."""
    with pytest.raises(ValueError, match="zh=") as caught:
        parse_windows(words)
    assert message in caught.value.args[0].en
    assert caught.value.args[0].zh


@pytest.mark.parametrize(("anchor", "words", "end"), COUNTED)
def test_counting(anchor: str, words: str, end: str) -> None:
    """Each period ends on the day that a person finds on a wall calendar."""
    counted = count_period(parse_period(words), d(anchor), calendar())
    assert counted.due == (d(end), d(end))
    assert judge.ends_of(words, d(anchor), judge.calendar()) == counted.due


def test_months_are_counted_once() -> None:
    """31 January and two months is 31 March; a month at a time would lose the 31st on the way."""
    one, two = parse_period("1 month after"), parse_period("2 months after")
    assert shift(shift(d("2026-01-31"), one), one) == d("2026-03-28")
    assert shift(d("2026-01-31"), two) == d("2026-03-31")


@given(days, periods, st.integers(2004, 2026))
def test_counting_as_the_judge(anchor: date, words: str, through: int) -> None:
    """Every period from every day ends where the independent count ends it, or leaves 2004–2099."""
    try:
        expected = judge.ends_of(words, anchor, judge.calendar(through))
    except judge.OutsideError:
        with pytest.raises(IcpError) as caught:
            count_period(parse_period(words), anchor, calendar(through))
        assert caught.value.code == "out_of_calendar"
    else:
        assert count_period(parse_period(words), anchor, calendar(through)).due == expected


@pytest.mark.parametrize(
    ("anchor", "words", "end"),
    [
        ("2004-01-02", "1 day before", "2004-01-01"),
        ("2004-02-01", "1 month before", "2004-01-01"),
        ("2005-01-01", "1 year before", "2004-01-01"),
        ("2099-12-30", "1 day after", "2099-12-31"),
        ("2099-11-30", "1 month after", "2099-12-30"),
        ("2098-12-31", "1 year after", "2099-12-31"),
        ("2099-12-28", "1 working day after", "2099-12-29"),
        ("2004-01-05", "1 working day before", "2004-01-02"),
    ],
)
def test_edges_of_the_calendar(anchor: str, words: str, end: str) -> None:
    """A period may end on the first or on the last day of 2004–2099."""
    assert count_period(parse_period(words), d(anchor), calendar()).due == (d(end), d(end))


@pytest.mark.parametrize(
    ("anchor", "words"),
    [
        ("2004-01-01", "1 day before"),
        ("2004-01-31", "1 month before"),
        ("2004-12-31", "1 year before"),
        ("2004-01-02", "1 working day before"),
        ("2099-12-31", "1 day after"),
        ("2099-12-01", "1 month after"),
        ("2099-01-01", "1 year after"),
        # 30 and 31 December 2099 are not decided, so the later reading lies in 2100
        ("2099-12-29", "1 working day after"),
        ("2099-12-31", "1 working day after"),
    ],
)
def test_outside_the_calendar(anchor: str, words: str) -> None:
    """A period that would end a day before or after 2004–2099 is refused."""
    with pytest.raises(IcpError) as caught:
        count_period(parse_period(words), d(anchor), calendar())
    assert caught.value.code == "out_of_calendar"


@pytest.mark.parametrize("words", ["9999 years after", "9999 years before", "9999 months before"])
def test_beyond_any_calendar(words: str) -> None:
    """A period that leaves the years a date can have is refused like one that leaves 2099."""
    with pytest.raises(IcpError) as caught:
        shift(d("2026-01-01"), parse_period(words))
    assert caught.value.code == "out_of_calendar"


REASONS = {
    ("2028-07-01", "90 days before"): Text(
        "往前 90 日，起算日不计入：期限内的最后一日",
        "90 days before, that day itself not counted: the last day in time",
    ),
    ("2026-01-31", "1 month after"): Text(
        "往后 1 个月，起算日不计入：期限内的最后一日；"
        "当月没有 31 日，取月末（《民法典》第二百零二条）",
        "1 month after, that day itself not counted: the last day in time; "
        "the month has no day 31, so its last day (Civil Code art. 202)",
    ),
    ("2028-02-29", "1 year after"): Text(
        "往后 1 年，起算日不计入：期限内的最后一日；"
        "当月没有 29 日，取月末（《民法典》第二百零二条）",
        "1 year after, that day itself not counted: the last day in time; "
        "the month has no day 29, so its last day (Civil Code art. 202)",
    ),
    ("2026-01-15", "2 months after"): Text(
        "往后 2 个月，起算日不计入：期限内的最后一日",
        "2 months after, that day itself not counted: the last day in time",
    ),
    ("2026-09-24", "10 working days after"): Text(
        "往后 10 个工作日，起算日不计入；"
        "放假不计：2026-09-25、2026-10-01 至 2026-10-02、2026-10-05 至 2026-10-07；"
        "调休上班日计入：2026-10-10",
        "10 working days after, that day itself not counted; "
        "days off left out: 2026-09-25, 2026-10-01 to 2026-10-02, 2026-10-05 to 2026-10-07; "
        "make-up workdays counted: 2026-10-10",
    ),
    ("2026-11-24", "1 working day before"): Text(
        "往前 1 个工作日，起算日不计入", "1 working day before, that day itself not counted"
    ),
    ("2026-12-14", "10 working days after"): Text(
        "往后 10 个工作日，起算日不计入；未定的日子按对期限最严的读法计算；最迟可能是 2026-12-28",
        "10 working days after, that day itself not counted; undecided days read so that it "
        "ends earliest; at the latest 2026-12-28",
    ),
}


@pytest.mark.parametrize(("anchor", "words"), REASONS)
def test_the_reason_given(anchor: str, words: str) -> None:
    """A count says how it was counted: why a month ends early, which days were passed over."""
    assert count_period(parse_period(words), d(anchor), calendar()).why == REASONS[anchor, words]


def days_told(words: str, label: str) -> list[date]:
    """The days that a reason lists after `label`."""
    found: list[date] = []
    for part in words.split("; "):
        if part.startswith(label):
            for run in part.removeprefix(label).split(", "):
                ends = [d(end) for end in run.split(" to ")]
                found += judge.span(ends[0], ends[-1])
    return found


@given(
    st.dates(d("2004-06-01"), d("2027-12-31")),
    st.integers(1, 60),
    st.sampled_from(["before", "after"]),
)
def test_the_days_passed_over(anchor: date, n: int, direction: str) -> None:
    """A count of working days names just the weekdays off and make-up days between its two ends."""
    counted = count_period(parse_period(f"{n} working days {direction}"), anchor, calendar())
    if direction == "after":
        between = judge.span(anchor + DAY, counted.due.latest)
    else:
        between = judge.span(counted.due.earliest, anchor - DAY)
    cal = judge.calendar()
    assert days_told(counted.why.en, "days off left out: ") == [
        day for day in between if day.weekday() < 5 and cal.day(day) == judge.OFF
    ]
    assert days_told(counted.why.en, "make-up workdays counted: ") == [
        day for day in between if day.weekday() > 4 and cal.day(day) == judge.WORK
    ]


@pytest.mark.parametrize(
    ("words", "zh", "en"),
    [
        ("1 day before", "往前 1 日", "1 day before"),
        ("2 days before", "往前 2 日", "2 days before"),
        ("1 working day after", "往后 1 个工作日", "1 working day after"),
        ("10 working days after", "往后 10 个工作日", "10 working days after"),
        ("3 months after", "往后 3 个月", "3 months after"),
        ("1 year after", "往后 1 年", "1 year after"),
    ],
)
def test_in_words(words: str, zh: str, en: str) -> None:
    """A period is said in both languages, one of a thing in the singular."""
    assert in_words(parse_period(words)) == Text(zh, en)


def test_in_runs() -> None:
    """Days that follow one another are said as one run."""
    assert in_runs([]) == Text("", "")
    assert in_runs([d("2026-10-01")]) == Text("2026-10-01", "2026-10-01")
    assert in_runs([*map(d, ("2026-09-30", "2026-10-01", "2026-10-03"))]) == Text(
        "2026-09-30 至 2026-10-01、2026-10-03", "2026-09-30 to 2026-10-01, 2026-10-03"
    )


@given(st.sets(st.dates(d("2026-09-20"), d("2026-10-10"))).map(sorted))
def test_runs_hold_every_day(some: list[date]) -> None:
    """Runs name every day once, none besides, and no two runs touch."""
    text = in_runs(some).en
    runs = [[*map(d, run.split(" to "))] for run in text.split(", ")] if text else []
    assert [day for run in runs for day in judge.span(run[0], run[-1])] == some
    assert all(second[0] - first[-1] > DAY for first, second in pairwise(runs))


def test_largest_count() -> None:
    """The largest number that a period may have is accepted, and the next one is not."""
    parse_period(f"{MAX_COUNT} days after")
    refusal(parse_period, f"{MAX_COUNT + 1} days after")
