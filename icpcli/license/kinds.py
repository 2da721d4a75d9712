"""The kinds of value-added telecom license that `icp init` can start, and the clauses it starts with."""

from typing import NamedTuple

from icpcli.model.problem import Text

COMMON_CLAUSES = ("九", "十一", "十二", "十三", "十四")
"""What the ministry's form says of every kind. The others differ from one kind to the next."""


class Kind(NamedTuple):
    """A kind of business by its code in the ministry's catalogue, and the clauses that are known."""

    code: str
    business: Text
    clauses: tuple[str, ...] = COMMON_CLAUSES


KINDS = {
    "icp": Kind("B25", Text("信息服务业务", "information services")),
    "edi": Kind(
        "B21", Text("在线数据处理与交易处理业务", "online data and transaction processing")
    ),
    "isp": Kind("B14", Text("互联网接入服务业务", "internet access services")),
    "idc": Kind("B11", Text("互联网数据中心业务", "internet data centers")),
}
