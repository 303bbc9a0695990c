"""The ground on the Betzenberg, 1954 and today, from the north-western corner of the pitch.

The guest looks south-east (heading 135) over the pitch: the main stand right of the centre, the western goal at the
right. In 1954 the hill falls away behind him, with the town far below; today stands close the round.
"""

from betzenberg_1954 import build_1954
from betzenberg_today import build_today
from daylight import set_daylight


def heading(epoch):
    return 135


def exposure(epoch):
    return {1954: 0.25, "today": 0.3}[epoch]


def build(epoch):
    if epoch == 1954:
        set_daylight(238, 36, 0.35, clouds=0.55, haze=1.6)
        build_1954()
    else:
        set_daylight(212, 47, 0.15, clouds=0.4)
        build_today()
