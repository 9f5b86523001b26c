"""Lexicon: what is known of words before an article is read, and what it tells of names, titles and roles.

Every list of words is a file in the folder of its language, ``en/``, and is read by ``lists``; a second language adds a
folder.  In code stay only the small words that a rule of grammar names one by one ("of", "the", "who"), the tags and
labels of the parser, and regular expressions for a construction, which are built from lists where they need one.
"""
