"""Photo Sphere metadata in JPEG files, written byte by byte."""

import io
from pathlib import Path

from PIL import Image

PACKET = """\
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:GPano="http://ns.google.com/photos/1.0/panorama/" {fields}/>
</rdf:RDF></x:xmpmeta>"""


def crop(full: int, left: int, top: int, width: int, height: int) -> dict:
    """The fields of a part of a panorama twice as wide as high."""
    return {
        "ProjectionType": "equirectangular",
        "FullPanoWidthPixels": full,
        "FullPanoHeightPixels": full // 2,
        "CroppedAreaLeftPixels": left,
        "CroppedAreaTopPixels": top,
        "CroppedAreaImageWidthPixels": width,
        "CroppedAreaImageHeightPixels": height,
    }


def save(picture: Image.Image, path: Path, fields: dict) -> None:
    file = io.BytesIO()
    picture.save(file, "JPEG", quality=98, subsampling=0)
    packet = PACKET.format(fields=" ".join(f'GPano:{name}="{value}"' for name, value in fields.items()))
    segment = b"http://ns.adobe.com/xap/1.0/\0" + packet.encode()
    jpeg = file.getvalue()
    path.write_bytes(jpeg[:2] + b"\xff\xe1" + (len(segment) + 2).to_bytes(2, "big") + segment + jpeg[2:])
