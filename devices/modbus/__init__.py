"""Contacts behind a Modbus module: lights, door, presence."""
