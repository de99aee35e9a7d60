"""What compiled code and the runtime agree on: offsets, tables, symbol names, fixed words.

Data only, and cheap to import: the back end reads it to emit code, the loader to fill tables.

An image (a relocatable object or a shared library) exports, for each exported function `f`,

    js_py_f    vectorcall entry: PyObject *(self, args, nargsf, kwnames)
    js_c_f     C entry: int32_t (js_ctx *, ret *, arguments…), 0 = ok, 1 = error in the context

and may define two tables that the loader fills before any code runs. Objects that are loaded with
others use the process's instead, which the loader makes when an object asks for it:

    js_host    one pointer for each entry of `HOST`
    js_numpy   one for each of `NUMPY`; makes the loader import NumPy, as `js_blas` does (blas.py)

The slow path of the `poll` op is `i32 @host_poll(ptr ctx)`, which the border's support text
(`backend/cpu/support.py`) defines, in the module or for all; 1 means that the site is `PENDING`.
"""

from __future__ import annotations

from .read_in_place import IN_PLACE, STRUCT

ABI_VERSION = 3  # counts changes that `identity` cannot see: what symbols and entries mean

# --- js_ctx: one per call from outside, on the wrapper's stack -----------------------------------

CTX_POLL = 0  # ptr to the byte that the watchdog sets when a signal may be waiting
CTX_STACK_LIMIT = 8  # lowest frame address that a recursive function may have
CTX_SITE = 16  # ptr to the JSON text of the error's site, or to `PENDING`
CTX_NFRAMES = 24  # how many call sites have passed the error on (may exceed MAX_FRAMES)
CTX_FRAMES = 32  # ptr[MAX_FRAMES] to the JSON text of those call sites, innermost first
MAX_FRAMES = 64
CTX_ARGS = CTX_FRAMES + 8 * MAX_FRAMES  # i64[MAX_ARGS], raw arguments of the error's message
MAX_ARGS = 32  # the most that an error carries (`MAX_RAISED` in the op table)
# ptr to the error that was being handled when this one was raised (see `HANDLED_COUNT`), or null;
# null, too, while no error is on its way.
CTX_HANDLED = CTX_ARGS + 8 * MAX_ARGS
CTX_SESSION = CTX_HANDLED + 8  # ptr to the border's memory of converted objects, or null
CTX_THREAD = CTX_SESSION + 8  # Python's state of the thread while the GIL is released, else null
CTX_CYCLES = CTX_THREAD + 8  # ptr to what collects the call's circles of references, or null
CTX_SIZE = CTX_CYCLES + 8
CTX_LLVM = f"{{ptr, ptr, ptr, i64, [{MAX_FRAMES} x ptr], [{MAX_ARGS} x i64], ptr, ptr, ptr, ptr}}"
# A handled error in memory of its own: a count, then a context's from CTX_SITE up to CTX_SESSION.
HANDLED_COUNT, HANDLED_RECORD = 0, 8

# Site text of an error for which a Python exception is already set in the thread.
PENDING = "pending"
# Site text of a conversion that ends because the object does not fit. (Other texts are JSON.)
MISMATCH = "mismatch"

# --- heap headers ------------------------------------------------------------------------------

HEADER_REFCOUNT = 0  # i64
# void (*)(block, list), called when the count reaches 0; null for memory nobody frees. Frees the
# block; what it held the last reference of is put on the list, linked through the counts.
HEADER_DROP = 8
OBJECT_FIELDS = 16
BUFFER_LENGTH = 16  # i64, elements
BUFFER_ARRAY = 24  # PyObject * of the ndarray that an argument's stack owner stands for, else 0
BUFFER_DATA = 32
# Words of a container that Python holds: its address; the number of its type and layout; null, or
# the context of the call that uses it; how often a call had it that may change it.
HELD_NATIVE, HELD_NUMBER, HELD_USER, HELD_CHANGES = 16, 24, 32, 40
HELD_VERSION = 1  # counts changes of what library code may take for granted of a container
# Words of a generator that Python holds: its capsule, null at the end; whether it is, was, asked.
GENERATOR_CAPSULE, GENERATOR_BUSY, GENERATOR_BEGUN, GENERATOR_THROWN = 16, 24, 32, 40
GENERATOR_ENDS, GENERATOR_PLAIN, GENERATOR_HEARD, GENERATOR_FLAGS = 1, 2, 4, 3  # below its address
CALLABLE_WATCH = 24  # from `callable_slot`: the address of the words of `watch.py`, or null
# Words of `watch.py`: two that are compared first, counts and addresses of four parts, and whether
# a call found that something differs.
WATCH_COUNTS, WATCH_PARTS, WATCH_DIFFERS = 16, 48, 80
CHAIN_END = 1  # of callables that hand calls on: see `callable_slot`
IMMORTAL = 1 << 62  # count of stack owners and constants: never reaches 0

# --- fixed words -------------------------------------------------------------------------------

OVERFLOW = "integer result does not fit in 64 bits (int is a 64-bit integer in compiled code)"
RECURSION = "maximum recursion depth exceeded"
# The error of a site whose message is a dtype, and whose arguments are the shape, of an array for
# which there was no memory: NumPy's own MemoryError.
ARRAY_MEMORY = "ArrayMemoryError"
# The error of compiled code that tests its compiler: what a pass relied on is false.
CLAIM = "ClaimError"
# The error of code that needs Python in a process that has none: a C program.
NO_PYTHON = "PythonNeeded"


def py_symbol(name: str) -> str:
    """The vectorcall entry of the exported function `name`."""
    return "js_py_" + name


def c_symbol(name: str) -> str:
    """The C entry of the exported function `name`."""
    return "js_c_" + name


def identity() -> str:
    """A digest of all that compiled code takes for granted of its runtime: the tables' entries and
    order, every offset and size. Code made for another one must not run."""
    from . import blas, fingerprint

    built_in = [(n, v) for n, v in sorted(globals().items()) if n.isupper() and n not in _WORDS]
    return fingerprint.digest(repr([*built_in, blas.BLAS, STRUCT]).encode()).hex()[:32]


_WORDS = (
    *("ARRAY_MEMORY", "CLAIM", "NEEDS", "NO_PYTHON", "OVERFLOW", "RECURSION", "TYPE_CHECKING"),
    "WITHOUT_PYTHON",
)


# --- js_host ------------------------------------------------------------------------------------

# (name, LLVM signature, how a failure shows). `data` entries are addresses of Python objects or of
# runtime state. Compiled code calls `@name` through its slot; the `extern` op names these entries.
# Operands of `extern` are passed as follows: a buffer as the address of its first element, pyobj as
# `ptr`, int as i64 (truncated where the signature says i32 or i8; results are sign-extended), a
# `void` result is `none`. Raw C addresses are `i64`, so that library code holds them as `int`.
# Functions of Python's C API may be called only while the GIL is held: in the border's conversions.
#
# Whoever calls one that may fail must say where a failure goes (`Code.host`); `extern` ops raise.
# A Python exception is set then. Of an object whose exact type is known, sizes and values are read
# without failure.
NEVER = ""
NULL = "null"  # null, or 0
STATUS = "status"  # not 0
NEGATIVE = "negative"
HOST: tuple[tuple[str, str, str], ...] = (
    # runtime state and Python functions of the runtime
    ("state", "data", NEVER),
    ("slow_call", "data", NEVER),
    # (a type's text, an object): the equal object of the exact type
    ("exact_object", "data", NEVER),
    ("error_to_raise", "data", NEVER),
    ("text_of_caught", "data", NEVER),
    ("object_of_caught", "data", NEVER),
    *((name, "data", NEVER) for name in ("native_of_caught", "settle_carried")),
    ("own_exception", "data", NEVER),
    # a name "module:qualified name": what Python has under it, which is kept
    ("python_callee", "data", NEVER),
    # (function, arguments, keywords or None): the result of a call that may change no container
    ("watched_call", "data", NEVER),
    # (a type's text, a name, what the callee of this name gave, whether only exact types do)
    ("python_result", "data", NEVER),
    ("ask_random", "data", NEVER),
    # (capsule of a native generator, address of what gives its next with flags below, name)
    ("generator", "data", NEVER),
    # (capsule of a native container, its address, text of its type, number of that): a held object
    ("held", "data", NEVER),
    # by addresses of native containers: weak references to the objects that Python has for them
    ("held_alive", "data", NEVER),
    ("held_type", "data", NEVER),  # the class of the classes of such objects
    ("variant_type", "data", NEVER),
    # A number: where callables have their vectorcall slot. The next word leads to the callable that
    # a call goes on to whose arguments do not fit: null, or `CHAIN_END` at the end of such a chain.
    # The third is a tuple with the defaults of all parameters that have one; the fourth leads to
    # what the code took for constants (`watch.py`).
    ("callable_slot", "data", NEVER),
    ("image", "data", NEVER),  # the Image of a module file, which its native memory keeps; or null
    ("wake_watchdog", "data", NEVER),
    ("stack_limit", "data", NEVER),
    # plain memory and C library
    ("memcpy", "void (ptr, ptr, i64)", NEVER),
    ("copy_from_address", "void (ptr, i64, i64)", NEVER),
    ("strlen", "i64 (ptr)", NEVER),
    # objects, errors, the GIL
    ("None", "data", NEVER),
    ("True", "data", NEVER),
    ("False", "data", NEVER),
    ("NotImplemented", "data", NEVER),  # what stands for the end of a generator
    ("PyLong_Type", "data", NEVER),
    ("PyFloat_Type", "data", NEVER),
    ("PyBool_Type", "data", NEVER),
    ("PyComplex_Type", "data", NEVER),
    ("PyTuple_Type", "data", NEVER),
    ("PyUnicode_Type", "data", NEVER),
    ("PyList_Type", "data", NEVER),
    ("PyDict_Type", "data", NEVER),
    ("PySet_Type", "data", NEVER),
    ("PyFrozenSet_Type", "data", NEVER),
    ("PyRange_Type", "data", NEVER),
    ("PyBytes_Type", "data", NEVER),
    ("PyByteArray_Type", "data", NEVER),
    *((f"{name}Error", "data", NEVER) for name in ("Attribute", "Type", "Value", "Runtime")),
    ("UnicodeError", "data", NEVER),
    ("Py_IncRef", "void (ptr)", NEVER),
    ("Py_DecRef", "void (ptr)", NEVER),
    ("PyErr_Occurred", "ptr ()", NEVER),
    ("PyErr_Clear", "void ()", NEVER),
    ("PyErr_Fetch", "void (ptr, ptr, ptr)", NEVER),
    ("PyErr_Restore", "void (ptr, ptr, ptr)", NEVER),
    ("PyErr_NormalizeException", "void (ptr, ptr, ptr)", NEVER),
    ("PyErr_NoMemory", "ptr ()", NEVER),
    ("PyErr_SetObject", "void (ptr, ptr)", NEVER),
    ("PyErr_SetString", "void (ptr, ptr)", NEVER),
    ("PyErr_ExceptionMatches", "i32 (ptr)", NEVER),
    ("PyErr_CheckSignals", "i32 ()", STATUS),
    ("PyErr_GivenExceptionMatches", "i32 (ptr, ptr)", NEVER),
    ("PyEval_GetBuiltins", "ptr ()", NEVER),
    ("PyException_SetContext", "void (ptr, ptr)", NEVER),
    ("PyException_SetTraceback", "i32 (ptr, ptr)", STATUS),
    ("PyGILState_Ensure", "i32 ()", NEVER),
    ("PyGILState_Release", "void (i32)", NEVER),
    ("PyEval_SaveThread", "ptr ()", NEVER),
    ("PyEval_RestoreThread", "void (ptr)", NEVER),
    ("PyThread_get_thread_ident", "i64 ()", NEVER),
    ("PyObject_CallFunctionObjArgs", "ptr (ptr, ...)", NULL),
    ("PyObject_Call", "ptr (ptr, ptr, ptr)", NULL),
    ("PyObject_GetAttrString", "ptr (ptr, ptr)", NULL),
    ("PyObject_SetAttrString", "i32 (ptr, ptr, ptr)", STATUS),
    ("PyObject_GetIter", "ptr (ptr)", NULL),
    ("PyIter_Next", "ptr (ptr)", NULL),
    ("PyObject_IsTrue", "i32 (ptr)", NEGATIVE),
    ("PyObject_Size", "i64 (ptr)", NEGATIVE),
    ("PyCapsule_New", "ptr (ptr, ptr, ptr)", NULL),
    ("PyCapsule_GetPointer", "ptr (ptr, ptr)", NULL),
    ("PyCapsule_SetContext", "i32 (ptr, ptr)", STATUS),
    ("PyCapsule_GetContext", "ptr (ptr)", NEVER),  # of a capsule
    ("PyUnicode_CompareWithASCIIString", "i32 (ptr, ptr)", NEVER),
    # numbers
    ("PyLong_FromLongLong", "ptr (i64)", NULL),
    ("PyLong_FromUnsignedLongLong", "ptr (i64)", NULL),
    ("PyLong_AsLongLongAndOverflow", "i64 (ptr, ptr)", NEVER),
    ("PyLong_FromVoidPtr", "ptr (ptr)", NULL),
    ("PyFloat_FromDouble", "ptr (double)", NULL),
    ("PyFloat_AsDouble", "double (ptr)", NEVER),
    ("PyComplex_FromDoubles", "ptr (double, double)", NULL),
    ("PyComplex_RealAsDouble", "double (ptr)", NEVER),
    ("PyComplex_ImagAsDouble", "double (ptr)", NEVER),
    # containers. Library code owns every pyobj it gets: it takes items with PySequence_GetItem (a
    # new reference). PyTuple_SetItem and PyList_SetItem take over a reference that is not its own,
    # so it calls Py_IncRef before.
    ("PySequence_GetItem", "ptr (ptr, i64)", NULL),
    ("PyTuple_New", "ptr (i64)", NULL),
    ("PyTuple_Size", "i64 (ptr)", NEVER),
    ("PyTuple_GetItem", "ptr (ptr, i64)", NULL),  # borrowed: for the border only
    ("PyTuple_SetItem", "i32 (ptr, i64, ptr)", STATUS),
    ("PyList_New", "ptr (i64)", NULL),
    ("PyList_Size", "i64 (ptr)", NEVER),
    ("PyList_SetItem", "i32 (ptr, i64, ptr)", STATUS),
    ("PyList_Append", "i32 (ptr, ptr)", STATUS),
    ("PyList_AsTuple", "ptr (ptr)", NULL),
    ("PyList_GetSlice", "ptr (ptr, i64, i64)", NULL),
    ("PyList_SetSlice", "i32 (ptr, i64, i64, ptr)", STATUS),
    ("PyDict_New", "ptr ()", NULL),
    ("PyDict_Size", "i64 (ptr)", NEVER),
    ("PyDict_GetItem", "ptr (ptr, ptr)", NEVER),  # borrowed: for the border only
    ("PyDict_Clear", "void (ptr)", NEVER),
    ("PyDict_Items", "ptr (ptr)", NULL),
    ("PyDict_Keys", "ptr (ptr)", NULL),
    ("PyDict_Values", "ptr (ptr)", NULL),
    ("PyDict_SetItem", "i32 (ptr, ptr, ptr)", STATUS),
    ("PyDict_SetItemString", "i32 (ptr, ptr, ptr)", STATUS),
    ("PyDict_DelItem", "i32 (ptr, ptr)", STATUS),
    ("PyDict_Update", "i32 (ptr, ptr)", STATUS),
    ("PyDict_GetItemString", "ptr (ptr, ptr)", NEVER),  # borrowed
    ("PyMapping_Keys", "ptr (ptr)", NULL),
    ("PyMapping_Values", "ptr (ptr)", NULL),
    ("PyObject_SetItem", "i32 (ptr, ptr, ptr)", STATUS),
    ("PyObject_DelItem", "i32 (ptr, ptr)", STATUS),
    ("PySet_New", "ptr (ptr)", NULL),
    ("PyFrozenSet_New", "ptr (ptr)", NULL),
    ("PySequence_List", "ptr (ptr)", NULL),
    ("PySet_Size", "i64 (ptr)", NEVER),
    ("PySet_Add", "i32 (ptr, ptr)", STATUS),
    ("PySet_Clear", "i32 (ptr)", STATUS),
    ("PyBytes_FromStringAndSize", "ptr (ptr, i64)", NULL),
    ("PyBytes_FromObject", "ptr (ptr)", NULL),
    ("PyBytes_Size", "i64 (ptr)", NEVER),
    ("PyBytes_AsString", "i64 (ptr)", NEVER),
    ("PyByteArray_FromStringAndSize", "ptr (ptr, i64)", NULL),
    ("PyByteArray_Size", "i64 (ptr)", NEVER),
    ("PyByteArray_AsString", "i64 (ptr)", NEVER),
    ("PyByteArray_Resize", "i32 (ptr, i64)", STATUS),
    # text
    ("PyUnicode_GetLength", "i64 (ptr)", NEVER),
    ("PyUnicode_AsUCS4", "ptr (ptr, ptr, i64, i32)", NULL),
    ("PyUnicode_AsUTF8AndSize", "i64 (ptr, ptr)", NEVER),  # 0 and an exception: looked at there
    ("PyUnicode_AsEncodedString", "ptr (ptr, ptr, ptr)", NULL),
    ("PyUnicode_DecodeUTF8", "ptr (ptr, i64, i64)", NULL),
    ("PyUnicode_FromKindAndData", "ptr (i32, ptr, i64)", NULL),
    # what `print` and conversions between text and float are made of
    ("PySys_GetObject", "ptr (ptr)", NEVER),  # borrowed; null without an exception
    ("PyFile_WriteObject", "i32 (ptr, ptr, i32)", STATUS),
    ("PyFloat_FromString", "ptr (ptr)", NULL),
    ("PyOS_double_to_string", "ptr (double, i32, i32, i32, ptr)", NULL),
    ("PyMem_Free", "void (ptr)", NEVER),
    ("PyObject_Format", "ptr (ptr, ptr)", NULL),
    # attributes of instances
    ("PyObject_GetAttr", "ptr (ptr, ptr)", NULL),
    ("PyObject_GenericSetAttr", "i32 (ptr, ptr, ptr)", STATUS),
)
HOST_INDEX = {entry[0]: i for i, entry in enumerate(HOST)}

# Functions that `extern` ops name, too, which compiled code brings itself (`cpu/helpers.py`). The
# first three take the GIL, the others are for conversions, which have it.
HELPERS: dict[str, tuple[str, str]] = {
    # n bytes of UTF-8 to sys.stdout
    "host_write": ("i32 (ptr, i64)", STATUS),
    # text of a float as repr() gives it, into 32 bytes at ptr; the number of bytes
    "host_float_repr": ("i64 (double, ptr)", NEGATIVE),
    # float of n bytes of text, into 8 bytes at ptr; 0, or 1 when it is no float
    "host_float_parse": ("i32 (ptr, i64, ptr)", NEGATIVE),
    # int of n bytes of text in a base, as int() reads it: 8 bytes at ptr, then 0, or not
    # where it is longer
    "host_int_parse": ("i32 (ptr, i64, i64, ptr)", STATUS),
    # what a method of str, of this name, makes of n bytes of text: into so many bytes at ptr, where
    # they do; the number of bytes
    "host_text": ("i64 (ptr, ptr, i64, ptr, i64)", NEGATIVE),
    # what a method of str, of this name, says of n bytes of text: 1 for True
    "host_text_is": ("i32 (ptr, ptr, i64)", NEGATIVE),
    # a value formatted by m bytes of a specification, into so many bytes at ptr, where it fits; the
    # number of bytes. At the first ptr: 0 an int, 1 a float, 2 an int that is a bool, 3 n bytes of
    # text, 4 an unsigned int, 5 two floats that are a complex number
    "host_format": ("i64 (i64, ptr, i64, ptr, i64, ptr, i64)", NEGATIVE),
    # how many bytes of UTF-8 a str has; -1 and an exception where it has none
    "host_utf8_size": ("i64 (ptr)", NEVER),
    # whether an object is a str of these n bytes of UTF-8
    "host_is_text": ("i32 (ptr, ptr, i64)", NEGATIVE),
    **{name: (signature, NEVER) for name, signature in IN_PLACE.items()},
    # copy n bytes of a bytes object, of a text's UTF-8; into a bytearray those of a bytes object
    "host_copy_bytes": ("void (ptr, ptr, i64)", NEVER),
    "host_copy_utf8": ("void (ptr, ptr, i64)", NEVER),
    "host_put_bytes": ("void (ptr, ptr, i64)", NEVER),
    # whether two lists hold the same objects
    "host_same_items": ("i32 (ptr, ptr)", NEVER),
    # delete items of a list from a place to another, if need be without memory for it
    "host_drop_items": ("i32 (ptr, i64, i64)", STATUS),
    # fill, mask, address of the table and finger of a set, into 32 bytes at ptr
    "host_set_head": ("void (ptr, ptr)", NEVER),
    # give a set, whose table has as many places, the items of a list in the places in which a hash
    # is that is not 0, those with the second number as where one was deleted
    "host_set_arrange": ("void (ptr, ptr, ptr, i64, i64)", NEVER),
    # have two sets change their elements
    "host_set_swap": ("void (ptr, ptr)", NEVER),
    # have two deques change their items; 0, and nothing is done, where they are not as known
    "host_deque_swap": ("i32 (ptr, ptr)", NEVER),
    # word k of how Python hashes (`STATE_HASH`); 0 in a program without Python
    "host_hash_state": ("i64 (i64)", NEVER),
    # where the words of Python's generator of random numbers are (see `runtime/randomness.py`);
    # only while the GIL is held
    "host_random_state": ("i64 ()", NULL),
    # what `runtime/randomness.py` answers; only while the GIL is held
    "host_ask_random": ("ptr (ptr, ptr)", NULL),
}
# Those that each object has itself, to be inlined.
INLINED = (*IN_PLACE, "host_utf8_size", "host_hash_state", "host_random_state")
# Those that work in a process without Python, and what the others are for: their errors say so.
WITHOUT_PYTHON = ("host_hash_state", "host_word", "host_set_word")
NEEDS = {
    "host_write": "print",
    "host_float_repr": "the text of a float",
    "host_format": "a format with other digits than fixed ones, or of text beyond ASCII",
    "host_float_parse": "a float from its digits",
    "host_int_parse": "an int from text that is not plain digits",
    "host_text": "a method of str on text beyond ASCII",
    "host_text_is": "a method of str on text beyond ASCII",
    "host_random_state": "the module random",
    "host_ask_random": "random.seed, random.gauss or random.Random",
}

# Layout of the runtime's state block (HOST "state").
STATE_POLL = 0  # u8: set by the watchdog, cleared by whoever sees it
STATE_QUIET = 8  # u8: always 0, polled by calls of other threads
STATE_ASLEEP = 16  # u8: nonzero while the watchdog must be woken by the next looping call
STATE_MAIN_THREAD = 24  # u64: thread identity of the main thread
STATE_STACK_THREAD = 32  # u64: thread for which the next word is the stack limit
STATE_STACK_LIMIT = 40  # u64
STATE_KEPT = 48  # u8, u8, u64: polled by calls that keep the GIL from some time on
# u64[5]: the two words of the key of SipHash, its rounds a block, hash(None); what stands in a set
# where an element was deleted, or 0 where the struct of set is not the one below
STATE_HASH = 64
STATE_RANDOM = 104  # u64: what `host_random_state` gives, or 0 before
STATE_DEQUES = 112  # u64: whether the struct of deque is the one below
# Of what Python holds: how many are in use by calls; null, or the context of the call that uses one
# with its parts, and all that are in use; how often a call had such a one that may change it.
STATE_HELD, STATE_HELD_WHOLE, STATE_HELD_CHANGES = 120, 128, 136
# u64, u64: where the characters of a str of ASCII begin, and which bits of `TEXT_STATE` say so
STATE_TEXTS, STATE_TEXT_BITS = 144, 152
STATE_SIZE = 160

# --- js_numpy -----------------------------------------------------------------------------------

# IR type name → the scalar's name in NumPy. Each has a descriptor and a scalar type in the table.
_NAMED = {"i": "int", "u": "uint", "f": "float", "c": "complex"}
_SIZES = {"i": (8, 16, 32, 64), "u": (8, 16, 32, 64), "f": (16, 32, 64), "c": (64, 128)}
NUMPY_NAMES = {f"{k}{n}": f"{word}{n}" for k, word in _NAMED.items() for n in _SIZES[k]}
NUMPY_NAMES["b1"] = "bool"
# (name, index in NumPy's C-API table, LLVM signature, how a failure shows); then dtype.T and
# scalar.T for each T.
NUMPY_FUNCTIONS: tuple[tuple[str, int, str, str], ...] = (
    ("PyArray_Type", 2, "data", NEVER),
    ("PyArray_Scalar", 60, "ptr (ptr, ptr, ptr)", NULL),
    ("PyArray_NewFromDescr", 94, "ptr (ptr, ptr, i32, ptr, ptr, ptr, i32, ptr)", NULL),
    ("PyArray_SetBaseObject", 282, "i32 (ptr, ptr)", STATUS),
)
NUMPY: tuple[tuple[str, str, str], ...] = (
    *((name, signature, fails) for name, _, signature, fails in NUMPY_FUNCTIONS),
    *(("dtype." + name, "data", NEVER) for name in NUMPY_NAMES),
    *(("scalar." + name, "data", NEVER) for name in NUMPY_NAMES),
)
NUMPY_INDEX = {entry[0]: i for i, entry in enumerate(NUMPY)}

# Public struct of ndarray (stable since NumPy 1.7) and of NumPy scalars.
ARRAY_DATA, ARRAY_NDIM, ARRAY_DIMS, ARRAY_STRIDES = 16, 24, 32, 40
ARRAY_BASE, ARRAY_DESCR, ARRAY_FLAGS = 48, 56, 64
C_CONTIGUOUS, ALIGNED, WRITEABLE = 0x1, 0x100, 0x400
SCALAR_VALUE = 16
# The struct of list.
LIST_SIZE, LIST_ITEMS = 16, 24
# The struct of set (stable since Python 3.7; looked at when the runtime starts), the places of its
# table, each a key and a hash, and the table of those that are small, which lies within.
SET_FILL, SET_USED, SET_MASK, SET_TABLE, SET_FINGER, SET_SMALL = 16, 24, 32, 40, 56, 64
SET_PLACE, SET_SMALL_SIZE = 16, 128
# The struct of deque, looked at when the runtime starts: how many items, what leads to them, what
# counts changes.
DEQUE_SIZE, DEQUE_FIRST, DEQUE_LAST, DEQUE_LOW, DEQUE_HIGH, DEQUE_STATE = 16, 24, 32, 40, 48, 56
DEQUE_MOST = 64
