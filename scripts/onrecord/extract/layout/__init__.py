"""What the lines of a page are: which hold the article's sentences, and which are there for the page."""
