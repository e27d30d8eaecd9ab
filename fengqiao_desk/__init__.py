"""枫桥工作台: the offline case ledger of one community police station."""

VERSION = "0.2.1"
