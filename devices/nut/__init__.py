"""Power supplies behind a NUT server."""
