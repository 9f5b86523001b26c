"""Work: what a build has to do, in pieces that are done side by side, here or elsewhere."""
