"""Numbers are written as the interface's language has them."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QLocale

from viewer.ui.wording.numbers import percentage


@pytest.mark.parametrize(("locale", "written"), [("en", "1,600%"), ("de", "1.600%"), ("ar_EG", "١٬٦٠٠٪\u061c")])
def test_a_percentage_has_the_figures_and_the_sign_of_the_language(locale, written):
    before = QLocale()
    QLocale.setDefault(QLocale(locale))
    try:
        assert percentage(1600) == written
    finally:
        QLocale.setDefault(before)
