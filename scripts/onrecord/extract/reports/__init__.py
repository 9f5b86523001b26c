"""Reports: cue, source and content of each report."""
