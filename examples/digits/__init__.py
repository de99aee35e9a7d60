"""The demo: learn handwritten digits, save the compiled network, run it without a compiler."""
