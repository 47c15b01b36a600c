"""What a release is measured by."""
