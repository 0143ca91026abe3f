#!/usr/bin/env python3
"""Start Verbale from a checkout: the window, or a command without one. ``main.py --help`` explains."""

import sys

from viewer.__main__ import main

if __name__ == "__main__":  # worker processes import this file again; they must not start another window
    sys.exit(main())
