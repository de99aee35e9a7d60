"""Kernels at run time: memory of the device, launches, errors. Needs NVIDIA's driver alone.

    architectures  what PTX is made for
    record     where a kernel's error is kept until the host looks
    pending    launches that nobody has looked at yet
    machine    what a device is asked: memory, copies, launches, streams, events
    library    the functions of libcuda, found through ctypes
    driver     a device, over them
    devices    several devices: which one a thread works on
    arrays     DeviceArray; copies from and to the host
    making     new ones; waiting
    exchange   arrays of other libraries, without a copy
    streams    Stream, Event
    kernels    Kernel: `kernel[grid, block](…)`
    packing    arguments checked and packed by Python
    entry      the same by machine code: what it reads
    printing   what threads print
    saved      kernels of module files
    errors     CudaError, CudaUnavailable; the Python exception of a record
    block      what the CPU grid knows of a thread (the grid itself is the compiler's)

Importing this opens no driver.
"""
