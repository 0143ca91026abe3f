"""Notices: said once, dismissed, at most a few."""

from PySide6.QtWidgets import QPushButton, QToolButton

from viewer.session.changes import Severity
from viewer.ui.frame.notice_bar import MOST, NoticeBar


def bar(qtbot) -> NoticeBar:
    """A bar that is shown."""
    made = NoticeBar()
    qtbot.addWidget(made)
    return made


def test_the_same_words_are_said_once(qtbot):
    notices = bar(qtbot)
    assert notices.isHidden()
    for _ in range(3):
        notices.show_notice(Severity.ERROR, "a.pdf is damaged.")
    assert notices.texts == ["a.pdf is damaged."]
    assert not notices.isHidden()


def test_the_newest_stay(qtbot):
    notices = bar(qtbot)
    for number in range(MOST + 2):
        notices.show_notice(Severity.INFO, f"notice {number}")
    assert notices.texts == [f"notice {number}" for number in range(2, MOST + 2)]


def test_dismissing_the_last_hides_the_bar(qtbot):
    notices = bar(qtbot)
    notices.show_notice(Severity.WARNING, "unsure")
    notices.findChild(QToolButton).click()
    assert notices.texts == []
    assert notices.isHidden()


def test_the_button_acts_and_dismisses(qtbot):
    notices = bar(qtbot)
    done = []
    notices.show_notice(Severity.INFO, "Which encoding?", ("Choose…", lambda: done.append(True)))
    notices.findChild(QPushButton).click()
    assert done == [True]
    assert notices.texts == []


def test_a_short_notice_takes_one_line(qtbot):
    notices = bar(qtbot)
    notices.show_notice(Severity.ERROR, "There is no such file. It may have been moved or renamed.")
    assert notices.heightForWidth(1200) < notices.heightForWidth(240)
    assert notices.heightForWidth(1200) < 3 * notices.fontMetrics().height()


def test_what_is_no_longer_so_is_taken_back(qtbot):
    notices = bar(qtbot)
    notices.show_notice(Severity.INFO, "one")
    notices.show_notice(Severity.INFO, "two")
    notices.take_back("one")
    notices.take_back("never said")
    assert notices.texts == ["two"]
    notices.take_back("two")
    assert notices.isHidden()


def test_what_is_said_of_a_document_goes_with_it(qtbot):
    notices = bar(qtbot)
    notices.show_notice(Severity.WARNING, "a.pdf is damaged in part.", document=1)
    notices.show_notice(Severity.ERROR, "The disk is full.")
    notices.show_notice(Severity.INFO, "Notes are read-only.", document=1)
    notices.show_notice(Severity.INFO, "Notes are read-only.", document=2)
    notices.forget(1)
    assert notices.texts == ["The disk is full.", "Notes are read-only."]
    notices.move_to(3, 2)
    notices.forget(2)
    assert notices.texts == ["The disk is full.", "Notes are read-only."], "its file has been read again"
    notices.forget(3)
    assert notices.texts == ["The disk is full."]
