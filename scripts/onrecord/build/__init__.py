"""Build: the conductor, a stage a module, in the order in which they run."""
