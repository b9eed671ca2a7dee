"""What those who run the hub are given: a wheel, its bill of materials, its locked dependencies, and the steps
of its image, tried out.
"""
