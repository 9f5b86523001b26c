"""The live preview: builds, serves, and builds again when an article or a page changes."""

from pathlib import Path

from mkdocs.commands.serve import serve as serve_site
from mkdocs.exceptions import Abort

from onrecord.build.build import BuildFailedError, configuration


def serve(config: Path, *, port: int) -> None:
    """Serve the site on 127.0.0.1 until it is interrupted.

    Raises:
        BuildFailedError: the first build failed.

    """
    configuration(config)
    try:
        serve_site(config_file=str(config), dev_addr=f"127.0.0.1:{port}")
    except Abort as error:
        raise BuildFailedError(str(error)) from error
