"""A small project with all that an export can hold, for tests that build or check a site."""

import os
import socket
from pathlib import Path

from publishing.project import Project, make_project

SITE = "https://example.org/record/"
ARTICLE = """\
The harbor must be dredged before winter, Mayor Ada Lund told reporters on Tuesday.
“It is safe,” she said. “We have tested every bolt of the bridge.”
The bridge is ninety meters long and carries two lanes.
“We are late,” said Boris Vale, the engineer. “Nobody counted the stones.”
"""
METADATA = """\
title: 'Harbor & <bridge>'
url: https://news.example.org/harbor?a=1
archived: https://archive.example.org/1/harbor
outlet: The Example Post
authors: [Eda Quist, Staff]
published: 2024-02-29
language: en
rights: © The Example Post
"""
TOPICS = "- name: Bridges\n  phrases: [bridge, bolt]\n"


def make_site(root: Path) -> Project:
    project = make_project(root)
    project.seed("harbor.txt", ARTICLE)
    project.seed("harbor.yml", METADATA)
    project.seed("plain.txt", "The ferry sank in May, police said.\n“Nobody was hurt,” a spokesman said.\n")
    project.seed("topics.yml", TOPICS)
    return project


def listening(path: Path) -> None:
    """Leave a socket at the path: by its name alone, since a long path is refused."""
    with socket.socket(socket.AF_UNIX) as one:
        here = Path.cwd()
        os.chdir(path.parent)
        try:
            one.bind(path.name)
        finally:
            os.chdir(here)
