"""Trying to break the log: processes that write and are killed, processes that read and believe nothing."""
