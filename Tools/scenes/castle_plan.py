"""Where things stand on the castle hill of Kaiserslautern in every epoch."""

PALAS = (2, 25, 32, 13)
"""Metres east of the guest to the middle of its front, metres north to the front; width, depth."""

CHAPEL = (28, 21, 9, 15)
"""The same, with depth before length: it lies across."""

CASIMIR = (-27, 3, 44, 12)
"""Johann Casimir's palace: east and north of the guest to the middle of its front, which looks east; width, depth."""
