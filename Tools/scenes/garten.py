"""The slope of the Japanese garden: about 1910 the kitchen garden below a villa, today pond, tea house and waterfall.

The guest stands at the foot of the slope and looks north and up (heading 0). The stone stairs east of the middle, the
terrace wall on the slope and the great boulder beside him are the same in both.
"""

from daylight import set_daylight
from garten_1910 import build_1910
from garten_today import build_today


def heading(epoch):
    return 0


def exposure(epoch):
    return {1910: 0.25, "today": 0.25}[epoch]


def build(epoch):
    if epoch == 1910:
        set_daylight(142, 46, 0.3, clouds=0.45, haze=1.4)
        build_1910()
    else:
        set_daylight(232, 44, 0.3, clouds=0.35)
        build_today()
