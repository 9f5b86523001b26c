"""The editor's desk: what the preview offers to an editor, and what it writes for one."""
