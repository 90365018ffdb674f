"""What a device is, and the drivers for real hardware. Knows nothing of the rest of the house."""
