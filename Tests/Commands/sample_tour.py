"""A small tour of one place in two epochs, as a document."""

TOUR = """\
zeitreise: 1
id: sample
title: {de: Probe, en: Sample}
languages: [de, en]
places:
  - id: square
    title: {de: Platz, en: Square}
    location: {latitude_deg: 49.44, longitude_deg: 7.77}
    epochs:
      - id: past
        year: 1200
        panorama: past.png
        credit: Nobody
        licence: CC0-1.0
        source: Made for this test
        certainty: imagined
        captions: {de: de.vtt, en: en.vtt}
      - id: present
        year: 2026
        panorama: present.jpg
        credit: Nobody
        licence: CC0-1.0
        source: Made for this test
        certainty: imagined
"""
