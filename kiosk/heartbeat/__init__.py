"""The kiosk's heartbeat: tells the central how it is, and does what the central orders, between visits."""
