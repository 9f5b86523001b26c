"""Line ends, which differ from system to system."""


def lf(text: str) -> str:
    """The text with every line end, CRLF or CR, as LF."""
    return text.replace("\r\n", "\n").replace("\r", "\n")
