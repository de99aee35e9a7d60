"""A small interpreter: lists as program, stack and memory."""

from jitscript import script

PUSH, ADD, MUL, DUP, SWAP, JUMP_IF, STORE, LOAD, HALT = range(9)


@script
def run(code: list[int], limit: int) -> int:
    stack: list[int] = []
    memory = [0] * 8
    pc = 0
    for _ in range(limit):
        op = code[pc]
        pc += 1
        if op == 0:
            stack.append(code[pc])
            pc += 1
        elif op == 1:
            stack.append(stack.pop() + stack.pop())
        elif op == 2:
            stack.append(stack.pop() * stack.pop())
        elif op == 3:
            stack.append(stack[-1])
        elif op == 4:
            stack[-1], stack[-2] = stack[-2], stack[-1]
        elif op == 5:
            pc = code[pc] if stack.pop() else pc + 1
        elif op == 6:
            memory[code[pc]] = stack.pop()
            pc += 1
        elif op == 7:
            stack.append(memory[code[pc]])
            pc += 1
        elif op == 8:
            return stack[-1]
        else:
            raise ValueError(f"unknown instruction {op} at {pc - 1}")
    raise RuntimeError("too many steps")


FACTORIAL = [
    PUSH,
    1,
    STORE,
    0,
    PUSH,
    5,
    STORE,
    1,
    LOAD,
    0,
    LOAD,
    1,
    MUL,
    STORE,
    0,
    LOAD,
    1,
    PUSH,
    -1,
    ADD,
    DUP,
    STORE,
    1,
    JUMP_IF,
    8,
    LOAD,
    0,
    HALT,
]
CASES = {"run": [(FACTORIAL, 1000), (FACTORIAL, 10), ([ADD], 5), ([99], 5), ([PUSH], 5), ([], 1)]}
