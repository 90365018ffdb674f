"""The vision process: owns the cameras and runs recognition. Frames never leave it but for the preview."""
