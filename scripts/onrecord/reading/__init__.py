"""Reading: the seeds folder, its articles with their metadata, and what was refused."""
