"""Every sentence of every window and language, without Qt.

A text has a key (``consent.agree``) that other programs may rely on, and stands in one gettext
catalogue a language and domain: ``locales/<language>/LC_MESSAGES/<domain>.po``. The domain
``patient`` and ``visit`` exist in every language, the others in Japanese.
In the domain ``command`` the key is the English sentence itself: see ``kiosk.texts.told``.
"""

from kiosk.session.states import Language
from kiosk.texts.catalogue import CatalogueError, read_catalogue
from kiosk.texts.marks import join, plain
from kiosk.texts.texts import LOCALES, NATIVE_NAMES, Texts, era_year, load

__all__ = [
    "LOCALES",
    "NATIVE_NAMES",
    "CatalogueError",
    "Language",
    "Texts",
    "era_year",
    "join",
    "load",
    "plain",
    "read_catalogue",
]
