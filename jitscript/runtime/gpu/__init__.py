"""Kernels at run time: memory of the device, launches, errors. Needs NVIDIA's driver alone.

    architectures  what PTX is made for
    record     where a kernel's error is kept until the host looks
    machine    what a device is asked: memory, copies, launches, streams, events
    driver     that, over the functions of libcuda, found through ctypes
    arrays     DeviceArray; copies from and to the host
    streams    Stream, Event
    kernels    Kernel: `kernel[grid, block](…)`, arguments packed as code reads them
    printing   what threads print
    errors     CudaError, CudaUnavailable; the Python exception of a record
    block      what the CPU grid knows of a thread (the grid itself is the compiler's)

Importing this opens no driver.
"""
