"""The languages: every module or package here that holds `WORDS` is one, and needs no list to be written down in."""

import importlib
import pkgutil

from flows.understand.words.form import Words


def _found() -> dict[str, Words]:
    modules = (importlib.import_module(f"{__name__}.{one.name}") for one in pkgutil.iter_modules(__path__))
    words = (getattr(module, "WORDS", None) for module in modules)
    return {one.code: one for one in words if isinstance(one, Words)}


LANGUAGES: dict[str, Words] = _found()
"""Each language by its code."""
