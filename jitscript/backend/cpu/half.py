"""Half precision for CPU levels without F16C (below x86-64-v3).

There LLVM calls two functions of the compiler's own library, which no machine is sure to have; the
module brings them itself, in integer arithmetic.
"""

from __future__ import annotations

WITHOUT = ("x86-64", "x86-64-v2")

TEXT = """
define hidden float @__extendhfsf2(half %x) nounwind {
  %h = bitcast half %x to i16
  %w = zext i16 %h to i32
  %sign16 = and i32 %w, 32768
  %sign = shl i32 %sign16, 16
  %rest = and i32 %w, 32767
  %shifted = shl i32 %rest, 13
  %normal = add i32 %shifted, 939524096
  %special = or i32 %shifted, 2139095040
  %big = icmp uge i32 %rest, 31744
  %finite = select i1 %big, i32 %special, i32 %normal
  %small = icmp ult i32 %rest, 1024
  %f = uitofp i32 %rest to float
  %scaled = fmul float %f, 0x3E70000000000000
  %tiny = bitcast float %scaled to i32
  %size = select i1 %small, i32 %tiny, i32 %finite
  %all = or i32 %size, %sign
  %r = bitcast i32 %all to float
  ret float %r
}
define hidden half @__truncsfhf2(float %x) nounwind {
entry:
  %w = bitcast float %x to i32
  %sign32 = and i32 %w, -2147483648
  %sign = lshr i32 %sign32, 16
  %size = and i32 %w, 2147483647
  %nan = icmp ugt i32 %size, 2139095040
  br i1 %nan, label %special, label %number
special:
  %cut = lshr i32 %size, 13
  %payload = and i32 %cut, 1023
  %quiet = or i32 %payload, 32256
  br label %done
number:
  %huge = icmp uge i32 %size, 1199570944
  %small = icmp ult i32 %size, 947912704
  %odd16 = lshr i32 %size, 13
  %odd = and i32 %odd16, 1
  %half = add i32 %size, 4095
  %rounded = add i32 %half, %odd
  %moved = sub i32 %rounded, 939524096
  %normal = lshr i32 %moved, 13
  %magnitude = bitcast i32 %size to float
  %aligned = fadd float %magnitude, 0.5
  %bits = bitcast float %aligned to i32
  %tiny = sub i32 %bits, 1056964608
  %finite = select i1 %small, i32 %tiny, i32 %normal
  %number.r = select i1 %huge, i32 31744, i32 %finite
  br label %done
done:
  %r = phi i32 [%quiet, %special], [%number.r, %number]
  %all = or i32 %r, %sign
  %narrow = trunc i32 %all to i16
  %out = bitcast i16 %narrow to half
  ret half %out
}
"""
