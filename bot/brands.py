"""A brand's own folder, `BRANDS/<brand>/`: words over the common ones (`messages/<language>/<flow>.j2`), and a logo.

A folder is called as the brand, in small letters with hyphens: `Bloom Furniture` is `bloom-furniture`.
"""

import re
import unicodedata
from dataclasses import dataclass
from pathlib import Path

LOGOS = ("logo.svg", "logo.png")
IN_MAILS = ("logo.png",)
"""Mailboxes show no SVG."""
LARGEST = 256 * 1024


@dataclass(frozen=True, slots=True)
class Look:
    """How a brand's mails look: a button's colour by day with its letters' own, and by night, where they are dark.

    Colours are `#rrggbb`, empty for the usual; `logo` is an address.
    """

    day: str = ""
    ink: str = ""
    night: str = ""
    logo: str = ""


def folder(path: str) -> str:
    """The setting, if it can be one.

    Raises:
        ValueError: it is no folder.
    """
    if path and not Path(path).is_dir():
        msg = "a folder that is there, with a folder for each brand in it"
        raise ValueError(msg)
    return path


def slug(brand: str) -> str:
    """What a brand's folder is called."""
    plain = unicodedata.normalize("NFKD", brand).encode("ascii", "ignore").decode().casefold()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")


def logo(brands: str, brand: str, names: tuple[str, ...] = LOGOS) -> str:
    """Where on our own host the brand's logo is; empty where it has none."""
    name = slug(brand)
    found = next((one for one in names if brands and name and (Path(brands) / name / one).is_file()), "")
    return f"/brand/{name}/{found}" if found else ""
