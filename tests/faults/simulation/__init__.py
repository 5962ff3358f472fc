"""A simulated world in which the real journal, sender and server meet faults. One seed is one course of events.

    python -m tests.faults.simulation 4711 -v      one seed, with all that happens in it
    make faults                                    ten thousand of them, and docs/reliability.md

Real: all of the SDK from `Experiment.log` to the batches, and the server from the decoding of a batch to SQLite's
commit. Simulated: what is below and between them, which is the operating system that the SDK sees (system.py,
disk.py), the clock, the network (network.py), and who runs when (world.py). There is one thread and one source of
random numbers.
"""
