"""What compiled code and the runtime agree on: offsets, tables, symbol names, fixed words.

Data only, and cheap to import: the back end reads it to emit code, the loader to fill tables.

An image (a relocatable object or a shared library) exports, for each exported function `f`,

    js_py_f    vectorcall entry: PyObject *(self, args, nargsf, kwnames)
    js_c_f     C entry: int32_t (js_ctx *, ret *, arguments…), 0 = ok, 1 = error in the context

and may define two tables that the loader fills before any code runs. Objects that are loaded with
others use the process's instead, which the loader makes when an object asks for it:

    js_host    one pointer for each entry of `HOST`
    js_numpy   one pointer for each entry of `NUMPY`; its presence makes the loader import NumPy

The slow path of the `poll` op is `i32 @host_poll(ptr ctx)`, which the border's support text
(`backend/cpu/support.py`) defines, in the module or for all; 1 means that the site is `PENDING`.
"""

from __future__ import annotations

ABI_VERSION = 1  # counts changes that `identity` cannot see: what symbols and entries mean

# --- js_ctx: one per call from outside, on the wrapper's stack -----------------------------------

CTX_POLL = 0  # ptr to the byte that the watchdog sets when a signal may be waiting
CTX_STACK_LIMIT = 8  # lowest frame address that a recursive function may have
CTX_SITE = 16  # ptr to the JSON text of the error's site, or to `PENDING`
CTX_NFRAMES = 24  # how many call sites have passed the error on (may exceed MAX_FRAMES)
CTX_FRAMES = 32  # ptr[MAX_FRAMES] to the JSON text of those call sites, innermost first
MAX_FRAMES = 64
CTX_ARGS = CTX_FRAMES + 8 * MAX_FRAMES  # i64[MAX_ARGS], raw arguments of the error's message
MAX_ARGS = 32  # the most that an error carries (`MAX_RAISED` in the op table)
CTX_SESSION = CTX_ARGS + 8 * MAX_ARGS  # ptr to the border's memory of converted objects, or null
CTX_THREAD = CTX_SESSION + 8  # Python's state of the thread while the GIL is released, else null
CTX_SIZE = CTX_THREAD + 8
CTX_LLVM = f"{{ptr, ptr, ptr, i64, [{MAX_FRAMES} x ptr], [{MAX_ARGS} x i64], ptr, ptr}}"

# Site text of an error for which a Python exception is already set in the thread.
PENDING = "pending"

# --- heap headers ------------------------------------------------------------------------------

HEADER_REFCOUNT = 0  # i64
# void (*)(block, list), called when the count reaches 0; null for memory nobody frees. Frees the
# block; what it held the last reference of is put on the list, linked through the counts.
HEADER_DROP = 8
OBJECT_FIELDS = 16
BUFFER_LENGTH = 16  # i64, elements
BUFFER_ARRAY = 24  # PyObject * of the ndarray that an argument's stack owner stands for, else 0
BUFFER_DATA = 32
IMMORTAL = 1 << 62  # count of stack owners and constants: never reaches 0

# --- fixed words -------------------------------------------------------------------------------

OVERFLOW = "integer result does not fit in 64 bits (int is a 64-bit integer in compiled code)"
RECURSION = "maximum recursion depth exceeded"
# The error of a site whose message is a dtype, and whose arguments are the shape, of an array for
# which there was no memory: NumPy's own MemoryError.
ARRAY_MEMORY = "ArrayMemoryError"


def py_symbol(name: str) -> str:
    """The vectorcall entry of the exported function `name`."""
    return "js_py_" + name


def c_symbol(name: str) -> str:
    """The C entry of the exported function `name`."""
    return "js_c_" + name


def identity() -> str:
    """A digest of all that compiled code takes for granted of its runtime: the tables' entries and
    order, every offset and size. Code made for another one must not run."""
    from .fingerprint import digest

    built_in = [(n, v) for n, v in sorted(globals().items()) if n.isupper() and n not in _WORDS]
    return digest(repr(built_in).encode()).hex()[:32]


_WORDS = ("ARRAY_MEMORY", "OVERFLOW", "RECURSION", "TYPE_CHECKING")


# --- js_host ------------------------------------------------------------------------------------

# (name, LLVM signature). `data` entries are addresses of Python objects or of runtime state.
# Compiled code calls `@name` through its slot; the `extern` op names these entries. Operands of
# `extern` are passed as follows: a buffer as the address of its first element, pyobj as `ptr`, int
# as i64 (truncated where the signature says i32 or i8; results are sign-extended), a `void` result
# is `none`. Raw C addresses are `i64`, so that library code holds them as `int`. Functions of
# Python's C API may be called only while the GIL is held: in the border's conversions.
HOST: tuple[tuple[str, str], ...] = (
    # runtime state and Python functions of the runtime
    ("state", "data"),
    ("slow_call", "data"),
    ("exact_object", "data"),  # (a type's text, an object): the equal object of the exact type
    ("error_to_raise", "data"),
    ("variant_type", "data"),
    ("image", "data"),  # the Image of a module file, which its native memory keeps; or null
    ("wake_watchdog", "data"),
    ("host_stack_limit", "i64 (i64)"),
    # output of `print`: UTF-8 bytes and their number, text goes to sys.stdout; nonzero = PENDING
    ("host_write", "i32 (ptr, i64)"),
    # text of a float as repr() gives it, into 32 bytes at ptr; the number of bytes
    ("host_float_repr", "i64 (double, ptr)"),
    # float of n bytes of text; nonzero when it is no float
    ("host_float_parse", "i32 (ptr, i64, ptr)"),
    # plain memory and C library
    ("memcpy", "void (ptr, ptr, i64)"),
    ("copy_from_address", "void (ptr, i64, i64)"),
    ("strlen", "i64 (i64)"),
    # objects, errors, the GIL
    ("None", "data"),
    ("True", "data"),
    ("False", "data"),
    ("PyLong_Type", "data"),
    ("PyFloat_Type", "data"),
    ("PyBool_Type", "data"),
    ("PyComplex_Type", "data"),
    ("PyTuple_Type", "data"),
    ("PyUnicode_Type", "data"),
    ("PyList_Type", "data"),
    ("PyDict_Type", "data"),
    ("PySet_Type", "data"),
    ("PyFrozenSet_Type", "data"),
    ("PyBytes_Type", "data"),
    ("Py_IncRef", "void (ptr)"),
    ("Py_DecRef", "void (ptr)"),
    ("PyErr_Occurred", "ptr ()"),
    ("PyErr_Clear", "void ()"),
    ("PyErr_Fetch", "void (ptr, ptr, ptr)"),
    ("PyErr_Restore", "void (ptr, ptr, ptr)"),
    ("PyErr_NormalizeException", "void (ptr, ptr, ptr)"),
    ("PyErr_NoMemory", "ptr ()"),
    ("PyErr_SetObject", "void (ptr, ptr)"),
    ("PyErr_CheckSignals", "i32 ()"),
    ("PyException_SetTraceback", "i32 (ptr, ptr)"),
    ("PyGILState_Ensure", "i32 ()"),
    ("PyGILState_Release", "void (i32)"),
    ("PyEval_SaveThread", "ptr ()"),
    ("PyEval_RestoreThread", "void (ptr)"),
    ("PyThread_get_thread_ident", "i64 ()"),
    ("PyObject_CallFunctionObjArgs", "ptr (ptr, ...)"),
    ("PyObject_Call", "ptr (ptr, ptr, ptr)"),
    ("PyObject_GetAttrString", "ptr (ptr, ptr)"),
    ("PyObject_SetAttrString", "i32 (ptr, ptr, ptr)"),
    ("PyObject_GetIter", "ptr (ptr)"),
    ("PyIter_Next", "ptr (ptr)"),
    ("PyObject_IsTrue", "i32 (ptr)"),
    ("PyObject_Size", "i64 (ptr)"),
    ("PyCapsule_New", "ptr (ptr, ptr, ptr)"),
    ("PyCapsule_GetPointer", "ptr (ptr, ptr)"),
    ("PyCapsule_SetContext", "i32 (ptr, ptr)"),
    ("PyCapsule_GetContext", "ptr (ptr)"),
    ("PyUnicode_CompareWithASCIIString", "i32 (ptr, ptr)"),
    # numbers
    ("PyLong_FromLongLong", "ptr (i64)"),
    ("PyLong_FromUnsignedLongLong", "ptr (i64)"),
    ("PyLong_AsLongLongAndOverflow", "i64 (ptr, ptr)"),
    ("PyLong_FromVoidPtr", "ptr (ptr)"),
    ("PyFloat_FromDouble", "ptr (double)"),
    ("PyFloat_AsDouble", "double (ptr)"),
    ("PyComplex_FromDoubles", "ptr (double, double)"),
    ("PyComplex_RealAsDouble", "double (ptr)"),
    ("PyComplex_ImagAsDouble", "double (ptr)"),
    # containers. Library code owns every pyobj it gets: it takes items with PySequence_GetItem (a
    # new reference). PyTuple_SetItem and PyList_SetItem take over a reference that is not its own,
    # so it calls Py_IncRef before.
    ("PySequence_GetItem", "ptr (ptr, i64)"),
    ("PyTuple_New", "ptr (i64)"),
    ("PyTuple_Size", "i64 (ptr)"),
    ("PyTuple_GetItem", "ptr (ptr, i64)"),  # borrowed: for the border only
    ("PyTuple_SetItem", "i32 (ptr, i64, ptr)"),
    ("PyList_New", "ptr (i64)"),
    ("PyList_Size", "i64 (ptr)"),
    ("PyList_SetItem", "i32 (ptr, i64, ptr)"),
    ("PyList_Append", "i32 (ptr, ptr)"),
    ("PyList_SetSlice", "i32 (ptr, i64, i64, ptr)"),
    ("PyDict_New", "ptr ()"),
    ("PyDict_Size", "i64 (ptr)"),
    ("PyDict_GetItem", "ptr (ptr, ptr)"),  # borrowed: for the border only
    ("PyDict_Clear", "void (ptr)"),
    ("PyDict_Items", "ptr (ptr)"),
    ("PyDict_SetItem", "i32 (ptr, ptr, ptr)"),
    ("PySet_New", "ptr (ptr)"),
    ("PyFrozenSet_New", "ptr (ptr)"),
    ("PySet_Size", "i64 (ptr)"),
    ("PySet_Add", "i32 (ptr, ptr)"),
    ("PySet_Clear", "i32 (ptr)"),
    ("PyBytes_FromStringAndSize", "ptr (ptr, i64)"),
    ("PyBytes_Size", "i64 (ptr)"),
    ("PyBytes_AsString", "i64 (ptr)"),
    # text
    ("PyUnicode_GetLength", "i64 (ptr)"),
    ("PyUnicode_AsUCS4", "ptr (ptr, ptr, i64, i32)"),
    ("PyUnicode_AsUTF8AndSize", "i64 (ptr, ptr)"),
    ("PyUnicode_DecodeUTF8", "ptr (ptr, i64, i64)"),
    ("PyUnicode_FromKindAndData", "ptr (i32, ptr, i64)"),
)
HOST_INDEX = {entry[0]: i for i, entry in enumerate(HOST)}

# Layout of the runtime's state block (HOST "state").
STATE_POLL = 0  # u8: set by the watchdog, cleared by whoever sees it
STATE_QUIET = 8  # u8: always 0, polled by calls of other threads
STATE_ASLEEP = 16  # u8: nonzero while the watchdog must be woken by the next looping call
STATE_MAIN_THREAD = 24  # u64: thread identity of the main thread
STATE_STACK_THREAD = 32  # u64: thread for which the next word is the stack limit
STATE_STACK_LIMIT = 40  # u64
STATE_SIZE = 64

# --- js_numpy -----------------------------------------------------------------------------------

# IR type name → the scalar's name in NumPy. Each has a descriptor and a scalar type in the table.
NUMPY_NAMES = {
    "i8": "int8",
    "i16": "int16",
    "i32": "int32",
    "i64": "int64",
    "u8": "uint8",
    "u16": "uint16",
    "u32": "uint32",
    "u64": "uint64",
    "f16": "float16",
    "f32": "float32",
    "f64": "float64",
    "c64": "complex64",
    "c128": "complex128",
    "b1": "bool",
}
# (name, index in NumPy's C-API table or -1, LLVM signature); then dtype.T and scalar.T for each T.
NUMPY_FUNCTIONS: tuple[tuple[str, int, str], ...] = (
    ("PyArray_Type", 2, "data"),
    ("PyArray_Scalar", 60, "ptr (ptr, ptr, ptr)"),
    ("PyArray_NewFromDescr", 94, "ptr (ptr, ptr, i32, ptr, ptr, ptr, i32, ptr)"),
    ("PyArray_SetBaseObject", 282, "i32 (ptr, ptr)"),
)
NUMPY: tuple[tuple[str, str], ...] = (
    *((name, signature) for name, _, signature in NUMPY_FUNCTIONS),
    *(("dtype." + name, "data") for name in NUMPY_NAMES),
    *(("scalar." + name, "data") for name in NUMPY_NAMES),
)
NUMPY_INDEX = {entry[0]: i for i, entry in enumerate(NUMPY)}

# Public struct of ndarray (stable since NumPy 1.7) and of NumPy scalars.
ARRAY_DATA, ARRAY_NDIM, ARRAY_DIMS, ARRAY_STRIDES = 16, 24, 32, 40
ARRAY_BASE, ARRAY_DESCR, ARRAY_FLAGS = 48, 56, 64
C_CONTIGUOUS, ALIGNED, WRITEABLE = 0x1, 0x100, 0x400
SCALAR_VALUE = 16
