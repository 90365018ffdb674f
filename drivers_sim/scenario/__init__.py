"""Scenarios: what is done to the hall, when, and after which screen; played again, or recorded."""
