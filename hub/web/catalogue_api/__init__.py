"""The read side of the Software Catalog API of Developers Italia, by which national catalogues read each other."""
