"""A folder for an archive to begin with."""
