"""Archive: what only all articles together can tell: who is one person, and what is quoted more than once."""
