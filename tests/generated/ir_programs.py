"""IR programs that the back end's tests compile."""

from __future__ import annotations

RANGE = """
func @f(%start: int, %stop: int, %step: int) -> int {
  %zero = const 0 : int
  %n, %last = for ^L(%start, %stop, %step, %zero, %zero) : int, int {
    (%i: int, %c: int, %x: int):
    %one = const 1 : int
    %m = add %c, %one : int
    %limit = const 50 : int
    %far = ge %m, %limit : bool
    if %far { break ^L(%m, %i) } else { yield }
    continue ^L(%m, %i)
  }
  %k = const 1000003 : int
  %y = mul %n, %k : int
  %r = xor %y, %last : int
  return %r
}
"""

EARLY = """
func @f(%n: int) -> int {
  %zero = const 0 : int
  %one = const 1 : int
  %r = loop ^L(%zero, %n) : int {
    (%s: int, %i: int):
    %done = le %i, %zero : bool
    if %done { break ^L(%s) } else { yield }
    %odd = and %i, %one : int
    %is = eq %odd, %one : bool
    %next = sub %i, %one : int
    if %is { continue ^L(%s, %next) } else { yield }
    %big = const 40 : int
    %stop = gt %s, %big : bool
    if %stop { return %i } else { yield }
    %t = checked_add %s, %i : int
    continue ^L(%t, %next)
  }
  return %r
}
"""

CALLS = """
func @fact(%n: int) -> int @1:0-9#0 {
  %one = const 1 : int
  %small = le %n, %one : bool
  %r = if %small : int { yield %one } else {
    %m = sub %n, %one : int
    %f = call @fact(%m) : int @1:0-5#0
    %p = checked_mul %n, %f : int @2:0-5#0
    yield %p
  }
  return %r
}
func @f(%n: int) -> int @6:0-9#1 {
  %r = call @fact(%n) : int @7:0-5#1
  return %r
}
scope 0 = "prog.py" "fact"
scope 1 = "prog.py" "f"
"""

VALUES = """
func @swap(%t: (int, (float, bool))) -> ((bool, float), int) {
  %a = tuple.get 0, %t : int
  %u = tuple.get 1, %t : (float, bool)
  %x = tuple.get 0, %u : float
  %b = tuple.get 1, %u : bool
  %v = tuple.make %b, %x : (bool, float)
  %r = tuple.make %v, %a : ((bool, float), int)
  return %r
}
func @f(%n: int, %x: float) -> float {
  %zero = const 0 : int
  %neg = lt %n, %zero : bool
  %b = le %x, %x : bool
  %u = tuple.make %x, %b : (float, bool)
  %t = tuple.make %n, %u : (int, (float, bool))
  %s = call @swap(%t) : ((bool, float), int)
  %w = tuple.get 0, %s : (bool, float)
  %y = tuple.get 1, %w : float
  return %y
}
"""

UNIONS = """
func @make(%n: int) -> float | int | none {
  %zero = const 0 : int
  %neg = lt %n, %zero : bool
  %r = if %neg : float | int | none {
    %none = const None : none
    %u0 = union.make %none : float | int | none
    yield %u0
  } else {
    %one = const 1 : int
    %bit = and %n, %one : int
    %odd = eq %bit, %one : bool
    %v = if %odd : float | int {
      %x = cast %n : float
      %half = const 0.5 : float
      %y = add %x, %half : float
      %u1 = union.make %y : float | int
      yield %u1
    } else {
      %u2 = union.make %n : float | int
      yield %u2
    }
    %w = union.make %v : float | int | none
    yield %w
  }
  return %r
}
func @f(%n: int) -> float {
  %u = call @make(%n) : float | int | none
  %isnone = union.is %u, none : bool
  if %isnone { %m = const -1.0 : float return %m } else { yield }
  %v = union.get %u : float | int
  %isint = union.is %v, int : bool
  %r = if %isint : float {
    %i = union.get %v : int
    %x1 = cast %i : float
    yield %x1
  } else {
    %x2 = union.get %v : float
    yield %x2
  }
  return %r
}
"""

OBJECTS = """
class Node { value: int, next: Node | none }
func @push(%v: int, %rest: Node | none) -> Node {
  %n = object.new %v, %rest : Node
  return %n
}
func @f(%n: int) -> int {
  %zero = const 0 : int
  %one = const 1 : int
  %none = const None : none
  %empty = union.make %none : Node | none
  %head = for ^L(%zero, %n, %one, %empty) : Node | none {
    (%i: int, %rest: Node | none):
    %node = call @push(%i, %rest) : Node
    %u = union.make %node : Node | none
    continue ^L(%u)
  }
  %sum = loop ^M(%head, %zero) : int {
    (%at: Node | none, %s: int):
    %end = union.is %at, none : bool
    if %end { break ^M(%s) } else { yield }
    %here = union.get %at : Node
    %v = field.get @value(%here) : int
    %t = checked_add %s, %v : int
    field.set @value(%here, %t)
    %limit = const 1000 : int
    %far = gt %t, %limit : bool
    if %far { raise @ValueError("sum is {}", %t) } else { yield }
    %next = field.get @next(%here) : Node | none
    continue ^M(%next, %t)
  }
  return %sum
}
"""

BUFFERS = """
func @f(%n: int) -> int {
  %zero = const 0 : int
  %one = const 1 : int
  %two = const 2 : int
  %b = buffer.new %n : buffer<(int, buffer<u8>)>
  for ^L(%zero, %n, %one) {
    (%i: int):
    %even = and %i, %one : int
    %is = eq %even, %one : bool
    %k = add %i, %two : int
    %text = if %is : buffer<u8> {
      %t1 = buffer.new %k : buffer<u8>
      yield %t1
    } else {
      %t2 = buffer.const b"hello" : buffer<u8>
      yield %t2
    }
    %x = mul %i, %i : int
    %pair = tuple.make %x, %text : (int, buffer<u8>)
    buffer.store %b, %i, %pair
    continue ^L
  }
  %m = sub %n, %two : int
  %have = gt %m, %zero : bool
  if %have {
    buffer.copy %b, %two, %b, %zero, %m
    buffer.clear %b, %zero, %one
    yield
  } else { yield }
  %sum = for ^M(%one, %n, %one, %zero) : int {
    (%j: int, %s: int):
    %q = buffer.load %b, %j : (int, buffer<u8>)
    %sq = tuple.get 0, %q : int
    %word = tuple.get 1, %q : buffer<u8>
    %len = buffer.len %word : int
    %y = mul %sq, %len : int
    %t = add %s, %y : int
    continue ^M(%t)
  }
  return %sum
}
"""

RESIZED = """
class Rows { data: buffer<buffer<int>> }
func @f(%n: int) -> int {
  %zero = const 0 : int
  %one = const 1 : int
  %none = buffer.new %zero : buffer<buffer<int>>
  %o = object.new %none : Rows
  %sum = for ^L(%zero, %n, %one, %zero) : int {
    (%i: int, %s: int):
    %k = add %i, %one : int
    %held = field.get @data(%o) : buffer<buffer<int>>
    %odd = and %i, %one : int
    %is = eq %odd, %one : bool
    field.resize @data(%o, %k)
    %row = buffer.new %k : buffer<int>
    buffer.store %row, %i, %i
    %data = field.get @data(%o) : buffer<buffer<int>>
    buffer.store %data, %i, %row
    %more = if %is : int {
      %m = buffer.len %held : int
      yield %m
    } else {
      %first = buffer.load %data, %zero : buffer<int>
      %x = buffer.load %first, %zero : int
      yield %x
    }
    %last = buffer.load %data, %i : buffer<int>
    %y = buffer.load %last, %i : int
    %t = add %s, %y : int
    %u = add %t, %more : int
    continue ^L(%u)
  }
  return %sum
}
"""

ARRAYS = """
constant @weights : array<i32, 2> [2, 3] "AQAAAAIAAAADAAAABAAAAAUAAAAGAAAA"
func @f(%x: array<f64, 2>, %i: int, %j: int) -> float {
  %y = array.get %x, %i, %j : f64
  %w = array.const @weights : array<i32, 2>
  %k = array.get %w, %i, %j : i32
  %z = cast %k : f64
  %n = array.dim 0, %x : int
  %m = array.dim 1, %x : int
  %a = array.alloc %m, %n : array<f64, 2>
  %s0 = array.stride 0, %x : int
  %s1 = array.stride 1, %x : int
  %zero = const 0 : int
  %one = const 1 : int
  %t = array.view %x, %zero, %m, %n, %s1, %s0 : array<f64, 2>
  for ^L(%zero, %m, %one) {
    (%p: int):
    for ^M(%zero, %n, %one) {
      (%q: int):
      %v = array.load %t, %p, %q : f64
      array.store %a, %p, %q, %v
      continue ^M
    }
    continue ^L
  }
  %o = array.overlap %a, %x : bool
  %o2 = array.overlap %t, %x : bool
  %b = xor %o, %o2 : bool
  %e = cast %b : f64
  %g = array.get %a, %j, %i : f64
  %r0 = mul %g, %z : f64
  %r1 = add %r0, %y : f64
  %r2 = add %r1, %e : f64
  %r = cast %r2 : float
  return %r
}
"""
