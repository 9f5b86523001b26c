"""Run the evaluation from the command line."""

import sys

from onrecord.evaluate.report import main

sys.exit(main(sys.argv[1:]))
