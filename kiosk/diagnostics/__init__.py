"""Diagnostics for staff and technicians: what each device is like, checks of it, the readiness report."""
