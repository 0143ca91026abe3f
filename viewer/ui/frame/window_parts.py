"""All that a window is furnished with, in one import: some 300 ms that the first page does not wait for."""

from viewer.ui.dialogs.parting import Parting
from viewer.ui.dialogs.password import PasswordAsker
from viewer.ui.frame.conversion_bar import ConversionBar
from viewer.ui.frame.notice_bar import NoticeBar
from viewer.ui.frame.panes import Panes
from viewer.ui.frame.reading_bar import ReadingBar
from viewer.ui.frame.start_page import StartPage
from viewer.ui.frame.status_line import StatusLine
from viewer.ui.tabs.document_tabs import DocumentTabs

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
