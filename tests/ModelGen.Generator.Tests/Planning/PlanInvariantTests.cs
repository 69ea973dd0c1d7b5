using System.Collections.Generic;
using System.Linq;
using ModelGen.Generator.Graph;
using ModelGen.Generator.Planning;
using Shouldly;
using Xunit;

namespace ModelGen.Generator.Tests.Planning;

/// <summary>What holds of every plan, checked on random networks, dense ones and (negative seeds) such of branches.</summary>
public class PlanInvariantTests
{
    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 60), .. Enumerable.Range(1, 40).Select(seed => -seed)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Steps_read_what_is_there_and_overwrite_nothing_that_is_still_read(int seed)
    {
        CompiledModel model = RandomPlans.Compile(seed);
        ModelPlan plan = model.Plan;
        foreach (TargetPlan target in plan.Targets)
        {
            foreach (PlannedProgram program in new[] { target.Backward, target.Train }.OfType<PlannedProgram>())
            {
                Memory memory = new(program.Buffers, model.Network.MaxBatch);
                Persistent(target.Graph).ToList().ForEach(memory.Fill);
                memory.Fill(target.Graph.Input);
                memory.Give(target.Target);
                memory.Run(plan.Forward!);
                memory.Holds(plan.Graph.Output).ShouldBeTrue();
                memory.Run(program);
                memory.Holds(target.Graph.Loss!).ShouldBeTrue();
                memory.Holds(plan.Graph.Output).ShouldBeTrue("Forward shows it until the next call");
                if (program == target.Backward)
                {
                    target.Graph.Parameters.Select(p => p.Gradient).OfType<Value>().ShouldAllBe(g => memory.Holds(g));
                    target.Graph.Parameters.ShouldAllBe(p => memory.Holds(p.Value));
                }

                if (target.Graph.InputGradient is { } inputGradient)
                {
                    memory.Holds(inputGradient).ShouldBeTrue();
                }

                if (program == target.Train)
                {
                    ShouldUpdateOnce(target.Graph, program.Buffers, memory);
                }
            }
        }
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Updates_alone_need_gradients_and_states_only(int seed)
    {
        CompiledModel model = RandomPlans.Compile(seed);
        if (model.Plan.Update is { } update)
        {
            Memory memory = new(update.Buffers, model.Network.MaxBatch);
            Persistent(model.Graph).Concat(model.Graph.Parameters.Select(p => p.Gradient).OfType<Value>()).ToList().ForEach(memory.Fill);
            memory.Run(update);
            ShouldUpdateOnce(model.Graph, update.Buffers, memory);
        }
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Inference_and_loss_need_what_the_caller_gives(int seed)
    {
        ModelPlan plan = RandomPlans.Compile(seed).Plan;
        HashSet<Value> there = [plan.Graph.Input, .. plan.Graph.Parameters.Select(p => p.Value)];
        Read(plan.Predict);
        there.ShouldContain(plan.Graph.Predicting.Output.Storage);
        foreach (TargetPlan target in plan.Targets)
        {
            // Of several outputs, each is there besides the whole.
            plan.Graph.Predicting.Outputs.Select(o => o.Storage).ShouldAllBe(o => o == plan.Graph.Predicting.Output.Storage || plan.EvaluateScratch.Values.Any(v => v.Value == o));
            there = [plan.Graph.Output.Storage, .. plan.Graph.Outputs.Select(o => o.Storage), target.Target, .. plan.Graph.Parameters.Select(p => p.Value), .. plan.EvaluateScratch.Values.Select(v => v.Value)];
            there.ExceptWith(target.Loss.Steps.SelectMany(s => s.Stored));
            Read(target.Loss);
            there.ShouldContain(target.Graph.Loss!);
        }

        void Read(PlannedProgram program)
        {
            foreach (Step step in program.Steps)
            {
                Assert.All(step.Loaded, v => Assert.Contains(v, there));
                there.UnionWith(step.Stored);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Slots_whose_lives_meet_never_overlap(int seed)
    {
        ModelPlan plan = RandomPlans.Compile(seed).Plan;
        foreach (PlannedProgram program in plan.Programs)
        {
            Slot[] slots = [.. program.Buffers.Arena];
            Assert.All(slots, s => Assert.True(s.Offset >= 0 && s.Length > 0 && s.From <= s.To && s.Offset + s.Length <= program.Buffers.ArenaLength));
            program.Buffers.ArenaLength.ShouldBeLessThanOrEqualTo(plan.ArenaLength);
            foreach ((Slot a, Slot b) in slots.SelectMany((a, i) => slots.Skip(i + 1).Select(b => (a, b))))
            {
                bool apart = a.Offset + a.Length <= b.Offset || b.Offset + b.Length <= a.Offset;
                Assert.True(apart || !a.Meets(b.From, b.To) || IsPartOf(a, b) || IsPartOf(b, a), $"{a} over {b} in {program.Name}");
            }

            // Sums of tensors behind one another show the same memory as one; everything else has its own.
            static bool IsPartOf(Slot part, Slot whole) => part.From == -1 && whole.From == -1 && part.Value.Role == whole.Value.Role
                && whole.Value.Shape.Rank == 1 && part.Offset >= whole.Offset && part.Offset + part.Length <= whole.Offset + whole.Length;
        }
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Slots_start_at_cache_lines_and_persistent_ones_stay(int seed)
    {
        ModelPlan plan = RandomPlans.Compile(seed).Plan;
        foreach (PlannedProgram program in plan.Programs)
        {
            Assert.All(program.Buffers.Arena.Where(s => s.Value.Role is ValueRole.Input or ValueRole.Intermediate), s => Assert.Equal(0, s.Offset % 16));
            foreach (Slot slot in plan.Buffers.Arena.Concat(plan.Buffers.Parameters))
            {
                Assert.Contains(slot, program.Buffers.Arena.Concat(program.Buffers.Parameters));
                Assert.Equal((-1, int.MaxValue), (slot.From, slot.To));
            }
        }

        // Gradients and states lie as the parameters do, a whole number of cache lines apart.
        foreach (Parameter parameter in plan.Graph.Parameters)
        {
            long offset = plan.Buffers.Find(parameter.Value).Offset;
            parameter.States.Select(s => s.Value).Prepend(parameter.Gradient).OfType<Value>()
                .ShouldAllBe(v => (plan.Buffers.Find(v).Offset - offset) % 16 == 0 && plan.Buffers.Find(v).Length == parameter.Value.Shape.Length);
        }
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Scratch_fits_the_stack_or_leaves_it(int seed)
    {
        CompiledModel model = RandomPlans.Compile(seed);
        foreach (Scratch scratch in new[] { model.Plan.PredictScratch, model.Plan.EvaluateScratch })
        {
            ScratchTests.ShouldHold(scratch, model.Network.NumberSize);
        }
    }

    private static IEnumerable<Value> Persistent(OpGraph graph) => graph.Parameters.SelectMany(p => p.States.Select(s => s.Value).Prepend(p.Value));

    private static void ShouldUpdateOnce(OpGraph graph, BufferPlan buffers, Memory memory)
    {
        foreach (Parameter parameter in graph.Parameters)
        {
            Slot slot = buffers.Find(parameter.Value);
            Assert.All(memory.Updates.Skip((int)slot.Offset).Take((int)slot.Length), n => Assert.Equal(parameter.Trainable ? 1 : 0, n));
        }
    }
}
