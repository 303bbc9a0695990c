"""The tour of directions with sound and captions: what is heard and read says by itself how far it is."""

import wave
from pathlib import Path

import numpy as np

import direction_tour

SECONDS = 60
RATE_HZ = 8000
NARRATED = """\
        narration: {de: told-de.wav, en: told-en.wav}
        captions: {de: told-de.vtt, en: told-en.vtt}
"""
CUES = {"de": "Sekunde {second} von\nhier", "en": "Second {second} from\nhere"}


def write(folder: Path) -> Path:
    """Writes the tour, its pictures, a quiet tone and a caption for each second; returns the tour's document."""
    document = direction_tour.write(folder)
    tone = np.sin(2 * np.pi * 220 * np.arange(SECONDS * RATE_HZ) / RATE_HZ) * 1000
    for language, words in CUES.items():
        with wave.open(str(folder / f"told-{language}.wav"), "wb") as file:
            file.setnchannels(1)
            file.setsampwidth(2)
            file.setframerate(RATE_HZ)
            file.writeframes(tone.astype("<i2").tobytes())
        cues = [
            f"{clock(second)} --> {clock(second + 1)}\n<v Guide>{words.format(second=second)}</v>\n"
            for second in range(SECONDS)
        ]
        (folder / f"told-{language}.vtt").write_text("WEBVTT\n\n" + "\n".join(cues))
    text = document.read_text()
    certainty = "        certainty: imagined\n"
    document.write_text(text.replace(certainty, certainty + NARRATED))
    return document


def clock(second: int) -> str:
    return f"00:{second // 60:02}:{second % 60:02}.000"
