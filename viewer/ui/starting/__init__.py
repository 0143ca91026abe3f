"""The first moments: what was asked for, whether a window is there already, the first page before Qt is loaded."""
