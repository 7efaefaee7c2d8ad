"""Comparisons that a reader saved on March 3, 2026."""

from datetime import UTC, datetime

import time_machine

from tests.factories import make_saved_comparison

MARCH = datetime(2026, 3, 3, 12, tzinfo=UTC)


def save_in_march(reader, *programs, **about):
    with time_machine.travel(MARCH, tick=False):
        return make_saved_comparison(user=reader, programs=programs or None, **about)
