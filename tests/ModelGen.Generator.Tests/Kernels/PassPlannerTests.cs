using System.Collections.Generic;
using System.Linq;
using ModelGen.Generator.Graph;
using ModelGen.Generator.Kernels;
using ModelGen.Generator.Kernels.Passes;
using ModelGen.Generator.Planning;
using ModelGen.Generator.Tests.Shapes;
using Shouldly;
using Xunit;

namespace ModelGen.Generator.Tests.Kernels;

/// <summary>Loops of a pass stand for the steps that there are, each on its own tensors.</summary>
public class PassPlannerTests
{
    private const string Train = "[MeanSquaredErrorLoss] [Adam]";

    [Theory]
    [InlineData("[Input(8)]", "[Dense(8, Activation.Relu)]", 9)]
    [InlineData("[Input(8)]", "[Dense(8)] [LayerNorm] [ActivationLayer(Activation.Gelu)]", 5)]
    [InlineData("[Model(MaxBatch = 16)] [Input(8, 8, 4)]", "[Conv2D(4, 3, Padding = Padding.Same, Bias = false)] [BatchNorm] [ActivationLayer(Activation.Relu)]", 8)]
    [InlineData("[Model(MaxBatch = 1)] [Input(70)]", "[Dense(70, Activation.Relu)]", 7)]
    public void A_loop_stands_for_equal_steps_a_constant_distance_apart(string start, string layer, int depth)
    {
        string attributes = $"{start} {string.Concat(Enumerable.Repeat(layer, depth))} [Flatten] [Dense(3)] {Train}";
        CompiledModel model = Stages.Compile(attributes);
        PassPlanner planner = new(model.Kernels, new TensorWords(Stages.Infer(attributes)), model.Layouts);
        PlannedProgram[] programs = [model.Plan.Forward!, model.Plan.Targets[0].Backward];
        foreach (PlannedProgram program in programs)
        {
            TensorPlace? Place(Value value) => value == model.Graph.Input || value == model.Graph.Target
                ? null
                : new(program.Buffers.IsParameter(value) ? "parameters" : "arena", program.Buffers.Find(value).Offset);
            Step[] steps = [.. program.Steps];
            PassPart[] parts = [.. planner.Plan(steps, Place)];
            parts.OfType<PassLoop>().ShouldNotBeEmpty();
            int at = 0;
            foreach (PassPart part in parts)
            {
                if (part is not PassLoop loop)
                {
                    steps[at++].ShouldBeSameAs(part.Steps.Single());
                    continue;
                }

                loop.Turns.ShouldBeGreaterThanOrEqualTo(3, loop.ToString());
                for (int turn = 0; turn < loop.Turns; turn++)
                {
                    foreach (PassCall call in loop.Calls)
                    {
                        Step step = steps[at++];
                        model.Kernels.GetValueOrDefault(step).ShouldBeSameAs(model.Kernels.GetValueOrDefault(call.Step));
                        KernelSignature first = KernelSignature.Of(call.Step), here = KernelSignature.Of(step);
                        for (int k = 0; k < first.Buffers.Count; k++)
                        {
                            TensorPlace expected = Place(here.Buffers[k]) ?? new(here.Buffers[k].Name), start0 = Place(first.Buffers[k]) ?? new(first.Buffers[k].Name);
                            expected.ShouldBe(start0 with { Offset = start0.Offset + (turn * call.Strides[k].Elements) }, $"{loop}, turn {turn}");
                        }
                    }
                }
            }

            at.ShouldBe(steps.Length);
        }
    }

    [Fact]
    public void A_chain_of_equal_layers_is_one_loop()
    {
        string attributes = $"[Input(8)] {string.Concat(Enumerable.Repeat("[Dense(8)]", 20))} [Dense(3)] {Train}";
        CompiledModel model = Stages.Compile(attributes);
        PassPlanner planner = new(model.Kernels, new TensorWords(Stages.Infer(attributes)), model.Layouts);
        PlannedProgram forward = model.Plan.Forward!;
        string[] parts = [.. planner.Plan(forward.Steps, v => v == model.Graph.Input ? null : new(forward.Buffers.IsParameter(v) ? "parameters" : "arena", forward.Buffers.Find(v).Offset)).Select(p => $"{p}")];
        parts.ShouldBe(["dense1", "19 × (dense1 + 64, dense2Weight + 72, dense2Bias + 72, dense2 + 64), dense2 … dense20", "dense21"]);
    }
}
