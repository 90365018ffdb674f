"""What the kiosk knows of the central: its published contract, read tolerantly."""
