"""Cards in a virtual reader: vsmartcard's vpcd under a real pcscd."""
