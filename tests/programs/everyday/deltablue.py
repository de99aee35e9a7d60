"""The DeltaBlue benchmark: classes that all know one another, and a planner of constraints."""

from __future__ import annotations

from enum import IntEnum

from jitscript import script


class Direction(IntEnum):
    NONE = 0
    FORWARD = 1
    BACKWARD = -1


class Strength:
    def __init__(self, strength: int, name: str) -> None:
        self.strength = strength
        self.name = name

    @classmethod
    def stronger(cls, s1: Strength, s2: Strength) -> bool:
        return s1.strength < s2.strength

    @classmethod
    def weaker(cls, s1: Strength, s2: Strength) -> bool:
        return s1.strength > s2.strength

    @classmethod
    def weakest_of(cls, s1: Strength, s2: Strength) -> Strength:
        if cls.weaker(s1, s2):
            return s1
        return s2


class Strengths:
    def __init__(self) -> None:
        self.required = Strength(0, "required")
        self.strong_preferred = Strength(1, "strongPreferred")
        self.preferred = Strength(2, "preferred")
        self.strong_default = Strength(3, "strongDefault")
        self.normal = Strength(4, "normal")
        self.weak_default = Strength(5, "weakDefault")
        self.weakest = Strength(6, "weakest")


class Variable:
    def __init__(self, name: str, weakest: Strength, initial_value: int = 0) -> None:
        self.value = initial_value
        self.constraints: list[Constraint] = []
        self.determined_by: Constraint | None = None
        self.mark = 0
        self.walk_strength = weakest
        self.stay = True
        self.name = name

    def __repr__(self) -> str:
        return f"<Variable: {self.name} - {self.value}>"

    def add_constraint(self, constraint: Constraint) -> None:
        self.constraints.append(constraint)

    def remove_constraint(self, constraint: Constraint) -> None:
        self.constraints.remove(constraint)
        if self.determined_by is constraint:
            self.determined_by = None


class Constraint:
    def __init__(self, strength: Strength) -> None:
        self.strength = strength

    def add_constraint(self, planner: Planner) -> None:
        self.add_to_graph()
        planner.incremental_add(self)

    def destroy_constraint(self, planner: Planner) -> None:
        if self.is_satisfied():
            planner.incremental_remove(self)
        else:
            self.remove_from_graph()

    def satisfy(self, mark: int, planner: Planner) -> Constraint | None:
        self.choose_method(mark)
        if not self.is_satisfied():
            if self.strength.strength == 0:
                print("Could not satisfy a required constraint!")
            return None
        self.mark_inputs(mark)
        out = self.output()
        overridden = out.determined_by
        if overridden is not None:
            overridden.mark_unsatisfied()
        out.determined_by = self
        if not planner.add_propagate(self, mark):
            print("Cycle encountered")
        out.mark = mark
        return overridden

    def is_input(self) -> bool:
        return False

    def add_to_graph(self) -> None:
        raise NotImplementedError()

    def remove_from_graph(self) -> None:
        raise NotImplementedError()

    def is_satisfied(self) -> bool:
        raise NotImplementedError()

    def choose_method(self, mark: int) -> None:
        raise NotImplementedError()

    def mark_inputs(self, mark: int) -> None:
        raise NotImplementedError()

    def output(self) -> Variable:
        raise NotImplementedError()

    def mark_unsatisfied(self) -> None:
        raise NotImplementedError()

    def recalculate(self) -> None:
        raise NotImplementedError()

    def execute(self) -> None:
        raise NotImplementedError()

    def inputs_known(self, mark: int) -> bool:
        raise NotImplementedError()


class UnaryConstraint(Constraint):
    def __init__(self, v: Variable, strength: Strength, planner: Planner) -> None:
        super().__init__(strength)
        self.my_output = v
        self.satisfied = False
        self.add_constraint(planner)

    def add_to_graph(self) -> None:
        self.my_output.add_constraint(self)
        self.satisfied = False

    def choose_method(self, mark: int) -> None:
        self.satisfied = self.my_output.mark != mark and Strength.stronger(
            self.strength, self.my_output.walk_strength
        )

    def is_satisfied(self) -> bool:
        return self.satisfied

    def mark_inputs(self, mark: int) -> None:
        pass

    def output(self) -> Variable:
        return self.my_output

    def mark_unsatisfied(self) -> None:
        self.satisfied = False

    def recalculate(self) -> None:
        self.my_output.walk_strength = self.strength
        self.my_output.stay = not self.is_input()
        if self.my_output.stay:
            self.execute()

    def inputs_known(self, mark: int) -> bool:
        return True

    def remove_from_graph(self) -> None:
        self.my_output.remove_constraint(self)
        self.satisfied = False


class StayConstraint(UnaryConstraint):
    def execute(self) -> None:
        pass


class EditConstraint(UnaryConstraint):
    def is_input(self) -> bool:
        return True

    def execute(self) -> None:
        pass


class BinaryConstraint(Constraint):
    def __init__(self, v1: Variable, v2: Variable, strength: Strength, planner: Planner) -> None:
        super().__init__(strength)
        self.v1 = v1
        self.v2 = v2
        self.direction = Direction.NONE
        self.add_constraint(planner)

    def choose_method(self, mark: int) -> None:
        if self.v1.mark == mark:
            if self.v2.mark != mark and Strength.stronger(self.strength, self.v2.walk_strength):
                self.direction = Direction.FORWARD
            else:
                self.direction = Direction.BACKWARD
        if self.v2.mark == mark:
            if self.v1.mark != mark and Strength.stronger(self.strength, self.v1.walk_strength):
                self.direction = Direction.BACKWARD
            else:
                self.direction = Direction.NONE
        if Strength.weaker(self.v1.walk_strength, self.v2.walk_strength):
            if Strength.stronger(self.strength, self.v1.walk_strength):
                self.direction = Direction.BACKWARD
            else:
                self.direction = Direction.NONE
        else:
            if Strength.stronger(self.strength, self.v2.walk_strength):
                self.direction = Direction.FORWARD
            else:
                self.direction = Direction.BACKWARD

    def add_to_graph(self) -> None:
        self.v1.add_constraint(self)
        self.v2.add_constraint(self)
        self.direction = Direction.NONE

    def is_satisfied(self) -> bool:
        return self.direction != Direction.NONE

    def mark_inputs(self, mark: int) -> None:
        self.input().mark = mark

    def input(self) -> Variable:
        if self.direction == Direction.FORWARD:
            return self.v1
        return self.v2

    def output(self) -> Variable:
        if self.direction == Direction.FORWARD:
            return self.v2
        return self.v1

    def recalculate(self) -> None:
        ihn = self.input()
        out = self.output()
        out.walk_strength = Strength.weakest_of(self.strength, ihn.walk_strength)
        out.stay = ihn.stay
        if out.stay:
            self.execute()

    def mark_unsatisfied(self) -> None:
        self.direction = Direction.NONE

    def inputs_known(self, mark: int) -> bool:
        i = self.input()
        return i.mark == mark or i.stay or i.determined_by is None

    def remove_from_graph(self) -> None:
        self.v1.remove_constraint(self)
        self.v2.remove_constraint(self)
        self.direction = Direction.NONE


class ScaleConstraint(BinaryConstraint):
    def __init__(
        self,
        src: Variable,
        scale: Variable,
        offset: Variable,
        dest: Variable,
        strength: Strength,
        planner: Planner,
    ) -> None:
        self.scale = scale
        self.offset = offset
        super().__init__(src, dest, strength, planner)

    def add_to_graph(self) -> None:
        super().add_to_graph()
        self.scale.add_constraint(self)
        self.offset.add_constraint(self)

    def remove_from_graph(self) -> None:
        super().remove_from_graph()
        self.scale.remove_constraint(self)
        self.offset.remove_constraint(self)

    def mark_inputs(self, mark: int) -> None:
        super().mark_inputs(mark)
        self.scale.mark = mark
        self.offset.mark = mark

    def execute(self) -> None:
        if self.direction == Direction.FORWARD:
            self.v2.value = self.v1.value * self.scale.value + self.offset.value
        else:
            self.v1.value = (self.v2.value - self.offset.value) // self.scale.value

    def recalculate(self) -> None:
        ihn = self.input()
        out = self.output()
        out.walk_strength = Strength.weakest_of(self.strength, ihn.walk_strength)
        out.stay = ihn.stay and self.scale.stay and self.offset.stay
        if out.stay:
            self.execute()


class EqualityConstraint(BinaryConstraint):
    def execute(self) -> None:
        self.output().value = self.input().value


class Plan:
    def __init__(self) -> None:
        self.v: list[Constraint] = []

    def add_constraint(self, c: Constraint) -> None:
        self.v.append(c)

    def __len__(self) -> int:
        return len(self.v)

    def __getitem__(self, index: int) -> Constraint:
        return self.v[index]

    def execute(self) -> None:
        for c in self.v:
            c.execute()


class Planner:
    def __init__(self) -> None:
        self.current_mark = 0
        self.strengths = Strengths()

    def new_mark(self) -> int:
        self.current_mark += 1
        return self.current_mark

    def incremental_add(self, constraint: Constraint) -> None:
        mark = self.new_mark()
        overridden = constraint.satisfy(mark, self)
        while overridden is not None:
            overridden = overridden.satisfy(mark, self)

    def incremental_remove(self, constraint: Constraint) -> None:
        out = constraint.output()
        constraint.mark_unsatisfied()
        constraint.remove_from_graph()
        unsatisfied = self.remove_propagate_from(out)
        s = self.strengths
        for strength in [
            s.required,
            s.strong_preferred,
            s.preferred,
            s.strong_default,
            s.normal,
            s.weak_default,
        ]:
            for u in unsatisfied:
                if u.strength == strength:
                    self.incremental_add(u)

    def make_plan(self, sources: list[Constraint]) -> Plan:
        mark = self.new_mark()
        plan = Plan()
        todo = sources
        while len(todo):
            c = todo.pop(0)
            if c.output().mark != mark and c.inputs_known(mark):
                plan.add_constraint(c)
                c.output().mark = mark
                self.add_constraints_consuming_to(c.output(), todo)
        return plan

    def extract_plan_from_constraints(self, constraints: list[Constraint]) -> Plan:
        sources: list[Constraint] = []
        for c in constraints:
            if c.is_input() and c.is_satisfied():
                sources.append(c)
        return self.make_plan(sources)

    def add_propagate(self, c: Constraint, mark: int) -> bool:
        todo: list[Constraint] = []
        todo.append(c)
        while len(todo):
            d = todo.pop(0)
            if d.output().mark == mark:
                self.incremental_remove(c)
                return False
            d.recalculate()
            self.add_constraints_consuming_to(d.output(), todo)
        return True

    def remove_propagate_from(self, out: Variable) -> list[Constraint]:
        out.determined_by = None
        out.walk_strength = self.strengths.weakest
        out.stay = True
        unsatisfied: list[Constraint] = []
        todo: list[Variable] = [out]
        while len(todo):
            v = todo.pop(0)
            for c in v.constraints:
                if not c.is_satisfied():
                    unsatisfied.append(c)
            determining = v.determined_by
            for c in v.constraints:
                if c != determining and c.is_satisfied():
                    c.recalculate()
                    todo.append(c.output())
        return unsatisfied

    def add_constraints_consuming_to(self, v: Variable, coll: list[Constraint]) -> None:
        determining = v.determined_by
        for c in v.constraints:
            if c != determining and c.is_satisfied():
                coll.append(c)


def chain_test(n: int) -> int:
    planner = Planner()
    s = planner.strengths
    first, last, prev = None, None, None
    for i in range(n + 1):
        v = Variable("v%s" % i, s.weakest)
        if prev is not None:
            EqualityConstraint(prev, v, s.required, planner)
        if i == 0:
            first = v
        if i == n:
            last = v
        prev = v
    assert first is not None and last is not None
    StayConstraint(last, s.strong_default, planner)
    edit = EditConstraint(first, s.preferred, planner)
    edits: list[Constraint] = []
    edits.append(edit)
    plan = planner.extract_plan_from_constraints(edits)
    total = 0
    for i in range(100):
        first.value = i
        plan.execute()
        if last.value != i:
            print("Chain test failed.")
        total += last.value
    return total


def projection_test(n: int) -> int:
    planner = Planner()
    s = planner.strengths
    scale = Variable("scale", s.weakest, 10)
    offset = Variable("offset", s.weakest, 1000)
    src, dest = None, None
    dests: list[Variable] = []
    for i in range(n):
        src = Variable("src%s" % i, s.weakest, i)
        dest = Variable("dst%s" % i, s.weakest, i)
        dests.append(dest)
        StayConstraint(src, s.normal, planner)
        ScaleConstraint(src, scale, offset, dest, s.required, planner)
    assert src is not None and dest is not None
    change(src, 17, planner)
    if dest.value != 1170:
        print("Projection 1 failed")
    change(dest, 1050, planner)
    if src.value != 5:
        print("Projection 2 failed")
    change(scale, 5, planner)
    for i in range(n - 1):
        if dests[i].value != (i * 5 + 1000):
            print("Projection 3 failed")
    change(offset, 2000, planner)
    for i in range(n - 1):
        if dests[i].value != (i * 5 + 2000):
            print("Projection 4 failed")
    return sum(d.value for d in dests)


def change(v: Variable, new_value: int, planner: Planner) -> None:
    edit = EditConstraint(v, planner.strengths.preferred, planner)
    edits: list[Constraint] = [edit]
    plan = planner.extract_plan_from_constraints(edits)
    for i in range(10):
        v.value = new_value
        plan.execute()
    edit.destroy_constraint(planner)


@script
def delta_blue(n: int) -> tuple[int, int]:
    return chain_test(n), projection_test(n)


CASES = {"delta_blue": [(10,), (100,)]}
