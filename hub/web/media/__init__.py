"""What is downloaded: selections, catalogues, snapshots, findings and pictures, each streamed in the
medium that was asked for.
"""
