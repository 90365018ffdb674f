"""The dock: a web page and HTTP verbs to act on the simulated hall."""
