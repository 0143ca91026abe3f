"""All that a window is furnished with, in one import: some 300 ms that the first page does not wait for."""

from viewer.ui.conversion_bar import ConversionBar
from viewer.ui.dialogs.password import PasswordAsker
from viewer.ui.notice_bar import NoticeBar
from viewer.ui.panes import Panes
from viewer.ui.parting import Parting
from viewer.ui.reading_bar import ReadingBar
from viewer.ui.start_page import StartPage
from viewer.ui.status_line import StatusLine
from viewer.ui.tabs import DocumentTabs

__all__ = [
    "ConversionBar",
    "DocumentTabs",
    "NoticeBar",
    "Panes",
    "Parting",
    "PasswordAsker",
    "ReadingBar",
    "StartPage",
    "StatusLine",
]
